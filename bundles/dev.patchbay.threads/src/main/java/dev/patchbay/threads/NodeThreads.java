package dev.patchbay.threads;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that take nothing over from whoever happens to start them, least of all a plugin's class loader, and that
 * keep no JVM alive. Thread-safe.
 */
public final class NodeThreads {

    /** Whether this JVM has virtual threads: Java 21 and newer. */
    public static final boolean ARE_VIRTUAL = Runtime.version().feature() >= 21;

    private NodeThreads() {}

    /** One platform thread, not started. */
    public static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        return ours(thread);
    }

    private static Thread ours(Thread thread) {
        thread.setContextClassLoader(NodeThreads.class.getClassLoader());
        return thread;
    }

    /** Platform threads, each named by the name, a hyphen, and a number from 1 on. */
    public static ThreadFactory daemons(String name) {
        AtomicLong count = new AtomicLong();
        return work -> daemon(work, name + "-" + count.incrementAndGet());
    }

    /**
     * A thread for each piece of work, without a bound: virtual where the JVM has them, otherwise platform threads that
     * are used again. For work that may block; who uses it bounds how much of it there is.
     *
     * @param name of the threads, followed by a hyphen and a number from 1 on
     */
    public static ExecutorService perTask(String name) {
        return ARE_VIRTUAL ? virtual(name) : Executors.newCachedThreadPool(daemons(name));
    }

    /** As {@link #perTask}, by reflection: Java 17 byte code cannot name what Java 21 brought. */
    private static ExecutorService virtual(String name) {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            builderType.getMethod("name", String.class, long.class).invoke(builder, name + "-", 1L);
            builderType
                    .getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(builder, false);
            ThreadFactory factory =
                    (ThreadFactory) builderType.getMethod("factory").invoke(builder);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, (ThreadFactory) work -> ours(factory.newThread(work)));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("Expected virtual threads on Java " + Runtime.version(), e);
        }
    }

    /**
     * Takes no more work, interrupts what runs, and waits for it.
     *
     * @param timeoutInMs how long at most
     * @return false when something still runs, or the caller was interrupted, which he still is
     */
    public static boolean stop(ExecutorService threads, long timeoutInMs) {
        threads.shutdownNow();
        return isDone(threads, timeoutInMs);
    }

    /** Waits for the end of what was stopped; as {@link #stop}, but interrupts nothing. */
    public static boolean isDone(ExecutorService threads, long timeoutInMs) {
        try {
            return threads.awaitTermination(timeoutInMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
