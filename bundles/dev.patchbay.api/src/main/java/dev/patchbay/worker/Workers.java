package dev.patchbay.worker;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The configured modules and their workers. Thread-safe.
 *
 * <p>A worker serves one client at a time, in the order in which they came; workers do not wait for one another. Source:
 * ModuleServer, §2, §5 and §6.
 */
@ProviderType
public interface Workers {

    /** A snapshot of all that are configured, in the order in which they were loaded; those that do not work, too. */
    List<WorkerStatus> list();

    /** The one of that name; names are case-sensitive. */
    Optional<WorkerStatus> find(String name);

    /**
     * Puts a client in a worker's queue; returns at once. A worker that is being loaded, reloaded or restarted keeps its queue.
     *
     * @param client the client's address, which a dispatch method is given
     * @return the client's place, to be ended by the caller whatever happens
     * @throws WorkerException when there is no such worker, it is not alive, or its queue is full; the message is for the client
     */
    WorkerTurn queue(String name, String client, WorkerTurnListener listener) throws WorkerException;

    /**
     * Ends a worker, with the client it serves if that takes longer than 5 s, reads the configuration again and loads it anew in
     * a new process, if it is still configured. Blocks until the module has been imported or has failed to, at most 20 s.
     *
     * @return whether there was one of that name
     * @throws WorkerException when the configuration cannot be read; nothing has changed then
     */
    boolean reload(String name) throws WorkerException, InterruptedException;

    /**
     * Reads the configuration again: loads what is new, loads anew what changed, unloads what is gone, and touches nothing else.
     * Blocks as {@link #reload}.
     *
     * @throws WorkerException when it cannot be read; nothing has changed then
     */
    void reloadAll() throws WorkerException, InterruptedException;
}
