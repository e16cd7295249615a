package dev.patchbay.module.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Time limits, on one thread that must not be blocked. */
class Clock {

    private static final Logger LOG = LoggerFactory.getLogger(Clock.class);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, work -> NodeThreads.daemon(work, "patchbay-module-clock"));

    Clock() {
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Of which only differences mean something. */
    long nowInNs() {
        return System.nanoTime();
    }

    /** Does that later, in so many milliseconds, unless the engine stops before. */
    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong is logged
    void later(long delayInMs, Runnable work) {
        after(delayInMs, work);
    }

    /** As {@link #later}, unless it is cancelled. */
    Future<?> after(long delayInMs, Runnable work) {
        try {
            return executor.schedule(() -> logged(work), delayInMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine has stopped; {} is not limited", work);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) { // nobody waits who could be told
            LOG.error("Something could not be done in time", e);
        }
    }

    void stop() {
        executor.shutdownNow();
    }
}
