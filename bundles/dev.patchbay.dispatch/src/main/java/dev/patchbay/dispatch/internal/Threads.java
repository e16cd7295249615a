package dev.patchbay.dispatch.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for each run: virtual where the JVM has them (21 and newer), otherwise from a bounded pool. */
final class Threads implements Executor {

    private static final String NAME = "patchbay-run";
    private static final long KEEP_ALIVE_IN_SEC = 30;

    private final ExecutorService executor;

    /** @param maxPooled how many platform threads there may be where there are no virtual ones */
    Threads(int maxPooled) {
        this.executor = NodeThreads.ARE_VIRTUAL ? NodeThreads.perTask(NAME) : pooled(maxPooled);
    }

    private static ExecutorService pooled(int max) {
        return new ThreadPoolExecutor(
                0, max, KEEP_ALIVE_IN_SEC, TimeUnit.SECONDS, new SynchronousQueue<>(), NodeThreads.daemons(NAME));
    }

    /** As for the constructor, from now on; threads beyond it end with their work. */
    void limit(int maxPooled) {
        if (executor instanceof ThreadPoolExecutor pool) {
            pool.setMaximumPoolSize(maxPooled);
        }
    }

    /** @throws RejectedExecutionException when every thread is busy, or after {@link #stop} */
    @Override
    public void execute(Runnable work) {
        executor.execute(work);
    }

    /** Interrupts what runs and waits for it; false when something still runs after the time. */
    boolean stop(long timeoutInMs) {
        return NodeThreads.stop(executor, timeoutInMs);
    }
}
