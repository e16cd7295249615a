package dev.patchbay.worker;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told about a client's place in a queue, on any thread; must not block. */
@ConsumerType
public interface WorkerTurnListener {

    /** It is the client's turn. At most once, and maybe before {@link Workers#queue} has returned. */
    void onTurn();

    /**
     * The module was unloaded, or could not be loaded, while the client waited or between its calls; the place is gone.
     * When a call was running, it comes after that call's answer.
     *
     * @param problem one sentence
     */
    void onUnloaded(String problem);
}
