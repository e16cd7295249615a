package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import java.util.concurrent.CompletionStage;

/**
 * Where a module lives: a process of its own, or a service of the node. One life of it, from {@link #start} until
 * {@link HostListener#onFinished}, which comes whatever happens. Thread-safe.
 */
interface Host {

    /** Begins; what becomes of it is told to the listener. May read files. */
    void start();

    /**
     * Has the module do something; returns at once. One at a time, when it has been made.
     *
     * @return never completed exceptionally; completed also when it dies
     */
    CompletionStage<WorkerAnswer> perform(Order order);

    /** Has it read its code again; told to the listener. May read files. Not while it performs something. */
    void reload();

    /** Looks whether its code has changed; may read files. One at a time. */
    Look lookAtCode();

    /** Has it finish what it does, leave, and end; in bounded time. Returns at once; harmless when repeated. */
    void stop();
}
