package dev.patchbay.module.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads: virtual where the JVM has them (21 and newer). Without a bound: what the engine does is short,
 * and each module inside the node has one.
 */
final class Threads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final String NAME = "patchbay-module";

    private final ExecutorService executor =
            Runtime.version().feature() >= 21 ? virtual() : Executors.newCachedThreadPool(work -> make(work, NAME));

    /** Java 17 byte code cannot name what Java 21 brought. */
    private static ExecutorService virtual() {
        try {
            Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) factory.invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Expected virtual threads on Java " + Runtime.version(), e);
        }
    }

    /** A thread that takes nothing over from whoever happens to start it, least of all a plugin's class loader. */
    static Thread make(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** @throws RejectedExecutionException after {@link #stop} */
    @Override
    public void execute(Runnable work) {
        executor.execute(work);
    }

    /** As {@link #execute}; after {@link #stop} nothing happens. */
    void tryExecute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine has stopped; {} is not done", work);
        }
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
