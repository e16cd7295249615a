package dev.patchbay.worker;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told about a client's place in a queue, on any thread; must not block. */
@ConsumerType
public interface WorkerTurnListener {

    /** It is the client's turn. At most once. */
    void onTurn();

    /** The module was unloaded while the client waited or between its calls; the place is gone. @param problem one sentence */
    void onUnloaded(String problem);
}
