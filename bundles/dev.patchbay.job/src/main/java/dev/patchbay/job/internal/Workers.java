package dev.patchbay.job.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what may block, as many as are needed: virtual where the JVM has them (21 and newer). There is no limit
 * here, since a thread may wait for what another is to do; the number of jobs that are verified and executed at one time
 * is the limit.
 */
final class Workers implements Executor {

    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;

    Workers() {
        threads = NodeThreads.perTask("patchbay-job");
        timer = new ScheduledThreadPoolExecutor(
                1, work -> NodeThreads.daemon(work, "patchbay-job-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Does nothing after {@link #stop}. */
    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            // everything has been ended by whoever stopped it
        }
    }

    /** Executes it when the time has come; does nothing after {@link #stop}. */
    Future<?> later(long delayInMs, Runnable work) {
        return timer.schedule(() -> execute(work), delayInMs, TimeUnit.MILLISECONDS);
    }

    /** Interrupts what runs and waits for it; false when something still runs after the time. */
    boolean stop(long timeoutInMs) {
        timer.shutdownNow();
        return NodeThreads.stop(threads, timeoutInMs);
    }
}
