package dev.patchbay.worker.internal;

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
 * and of modules inside the node each has one call at a time.
 */
final class Threads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final String NAME = "patchbay-worker";

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

    /** Does that on another thread; nothing after {@link #stop}. */
    @Override
    public void execute(Runnable work) {
        try {
            executor.execute(() -> logged(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("The worker engine has stopped; {} is not done", work);
        }
    }

    static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) { // nobody waits who could be told
            LOG.error("The worker engine could not do something", e);
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
