package dev.patchbay.dispatch.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A thread for each run: virtual where the JVM has them (21 and newer), otherwise from a bounded pool. */
final class Threads implements Executor {

    private static final long KEEP_ALIVE_IN_SEC = 30;

    private final ExecutorService executor;

    /** @param maxPooled how many platform threads there may be where there are no virtual ones */
    Threads(int maxPooled) {
        this.executor = Runtime.version().feature() >= 21 ? virtual() : pooled(maxPooled);
    }

    /** Java 17 byte code cannot name what Java 21 brought. */
    private static ExecutorService virtual() {
        try {
            Method factory = java.util.concurrent.Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) factory.invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Expected virtual threads on Java " + Runtime.version(), e);
        }
    }

    private static ExecutorService pooled(int max) {
        AtomicLong count = new AtomicLong();
        ThreadFactory factory = work -> make(work, "patchbay-run-" + count.incrementAndGet());
        return new ThreadPoolExecutor(0, max, KEEP_ALIVE_IN_SEC, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** A thread that takes nothing over from whoever happens to start it, least of all a plugin's class loader. */
    static Thread make(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }

    /** @throws RejectedExecutionException when every thread is busy, or after {@link #stop} */
    @Override
    public void execute(Runnable work) {
        executor.execute(work);
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
}
