package dev.patchbay.process.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The supervisor's threads. Platform threads even where there are virtual ones: a read from a pipe holds its carrier, and
 * enough silent processes would take all carriers from the rest of the node.
 */
final class Threads {

    private static final String NAME = "patchbay-process";

    private final ExecutorService executor;

    Threads() {
        this(work -> NodeThreads.daemon(work, NAME));
    }

    Threads(ThreadFactory factory) {
        executor = Executors.newCachedThreadPool(factory);
    }

    /**
     * Runs that on a thread of this name until it returns.
     *
     * @throws CannotStartException when the system has no thread for it; nothing was run then
     */
    void execute(String name, Runnable work) throws CannotStartException {
        try {
            executor.execute(() -> {
                Thread.currentThread().setName(NAME + "-" + name);
                try {
                    work.run();
                } finally {
                    Thread.currentThread().setName(NAME);
                }
            });
        } catch (OutOfMemoryError e) { // how Java says that there is no thread to be had
            throw new CannotStartException(
                    "Expected a thread for process " + name + ", got: " + e.getMessage()
                            + "; raise the limits of the node, or run less",
                    e);
        }
    }

    /** Interrupts what runs and waits for it; false when something still runs after the time. */
    boolean stop(long timeoutInMs) {
        return NodeThreads.stop(executor, timeoutInMs);
    }
}
