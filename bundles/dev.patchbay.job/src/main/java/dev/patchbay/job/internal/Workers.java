package dev.patchbay.job.internal;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads for what may block, as many as are needed: virtual where the JVM has them (21 and newer). There is no limit
 * here, since a thread may wait for what another is to do; the number of jobs that are verified and executed at one time
 * is the limit.
 */
final class Workers implements Executor {

    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;

    Workers() {
        threads = Runtime.version().feature() >= 21 ? virtual() : platform();
        timer = new ScheduledThreadPoolExecutor(
                1, work -> make(work, "patchbay-job-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Java 17 byte code cannot name what Java 21 brought. */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Expected virtual threads on Java " + Runtime.version(), e);
        }
    }

    private static ExecutorService platform() {
        AtomicLong count = new AtomicLong();
        return Executors.newCachedThreadPool(work -> make(work, "patchbay-job-" + count.incrementAndGet()));
    }

    private static Thread make(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
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
        threads.shutdownNow();
        try {
            return threads.awaitTermination(timeoutInMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
