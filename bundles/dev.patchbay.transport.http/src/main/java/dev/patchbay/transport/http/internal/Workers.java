package dev.patchbay.transport.http.internal;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for receivers that may block: virtual where the JVM has them (21 and newer), otherwise from a pool that
 * grows as needed. Bounded by the number of connections, each of which uses one at most.
 */
final class Workers implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final String NAME = "patchbay-http-worker-";
    private static final long STOP_IN_MS = 1_000;

    private final ExecutorService executor;

    Workers() {
        this(Runtime.version().feature() >= 21);
    }

    Workers(boolean virtual) {
        executor = virtual ? virtual() : Executors.newCachedThreadPool(platform());
    }

    /** @throws RejectedExecutionException after {@link #close} */
    @Override
    public void execute(Runnable work) {
        executor.execute(work);
    }

    /** Waits a little for what runs, then interrupts it, and waits a little again. */
    @Override
    public void close() {
        executor.shutdown();
        if (!isDoneSoon()) {
            executor.shutdownNow();
            if (!isDoneSoon()) {
                LOG.warn(
                        "Expected all receivers to return within {} ms of their interruption, some did not",
                        STOP_IN_MS);
            }
        }
    }

    private boolean isDoneSoon() {
        try {
            return executor.awaitTermination(STOP_IN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadFactory platform() {
        AtomicLong count = new AtomicLong();
        return work -> {
            Thread thread = new Thread(null, work, NAME + count.getAndIncrement(), 0, false);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Java 17 byte code cannot name what Java 21 brought. */
    private static ExecutorService virtual() {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            builderType.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
            builderType
                    .getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(builder, false);
            ThreadFactory factory =
                    (ThreadFactory) builderType.getMethod("factory").invoke(builder);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("Expected virtual threads on Java " + Runtime.version(), e);
        }
    }
}
