package dev.patchbay.process.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The supervisor's threads. Platform threads even where there are virtual ones: a read from a pipe holds its carrier, and
 * enough silent processes would take all carriers from the rest of the node.
 */
final class Threads {

    private static final String NAME = "patchbay-process";

    private final ExecutorService executor = Executors.newCachedThreadPool(Threads::make);

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
        executor.shutdownNow();
        try {
            return executor.awaitTermination(timeoutInMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A thread that takes nothing over from whoever happens to start it, least of all a plugin's class loader. */
    static Thread make(Runnable work) {
        Thread thread = new Thread(null, work, NAME, 0, false);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
