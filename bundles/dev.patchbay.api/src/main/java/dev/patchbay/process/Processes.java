package dev.patchbay.process;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts and watches every child process of the node. None of them, nor anything they started, survives the node, whether
 * it stops or is killed. Thread-safe.
 *
 * <p>Each is a session of its own, so Ctrl-C on the node's terminal does not reach it. What it started is found by its
 * session, by its parent, and by the environment variable {@code PATCHBAY_PROCESS} that all of them inherit; which systems
 * that holds for is told in the documentation.
 */
@ProviderType
public interface Processes {

    /**
     * Starts a process and watches it until it is stopped or has ended for good.
     *
     * @return at once, while it is starting; that it cannot be started shows in its state and reaches the listener, perhaps
     *     before this returns
     * @throws IllegalArgumentException when a process of that name is being watched already
     * @throws IllegalStateException when the node is stopping
     */
    SupervisedProcess start(ProcessPlan plan, ProcessListener listener);

    /** The process of that name that is watched, or was given up lately. */
    Optional<SupervisedProcess> find(String name);

    /** A snapshot of those that are watched and the last ones that were given up, sorted by name. */
    List<SupervisedProcess> list();
}
