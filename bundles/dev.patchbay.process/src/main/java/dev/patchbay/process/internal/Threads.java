package dev.patchbay.process.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The supervisor's threads. Platform threads even where there are virtual ones: a read from a pipe holds its carrier, and
 * enough silent processes would take all carriers from the rest of the node.
 */
final class Threads {

    private static final String NAME = "patchbay-process";

    private final ExecutorService executor = Executors.newCachedThreadPool(work -> NodeThreads.daemon(work, NAME));

    /** Runs that on a thread of this name until it returns. */
    void execute(String name, Runnable work) {
        executor.execute(() -> {
            Thread.currentThread().setName(NAME + "-" + name);
            try {
                work.run();
            } finally {
                Thread.currentThread().setName(NAME);
            }
        });
    }

    /** Interrupts what runs and waits for it; false when something still runs after the time. */
    boolean stop(long timeoutInMs) {
        return NodeThreads.stop(executor, timeoutInMs);
    }
}
