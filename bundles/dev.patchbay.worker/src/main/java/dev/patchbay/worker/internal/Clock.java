package dev.patchbay.worker.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine does later: timed by one thread, done by others. */
final class Clock {

    private static final Logger LOG = LoggerFactory.getLogger(Clock.class);

    private final Threads threads;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, work -> NodeThreads.daemon(work, "patchbay-worker-clock"));

    Clock(Threads threads) {
        this.threads = threads;
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Does that later, unless it is cancelled or the engine stops before. @param delayInMs in milliseconds */
    Future<?> after(long delayInMs, Runnable work) {
        try {
            return executor.schedule(() -> threads.execute(work), delayInMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The worker engine has stopped; {} is not done", work);
            return CompletableFuture.completedFuture(null);
        }
    }

    void stop() {
        executor.shutdownNow();
    }
}
