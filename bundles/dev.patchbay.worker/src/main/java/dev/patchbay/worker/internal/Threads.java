package dev.patchbay.worker.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads: virtual where the JVM has them (21 and newer). Without a bound: what the engine does is short,
 * and of modules inside the node each has one call at a time.
 */
final class Threads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private final ExecutorService executor = NodeThreads.perTask("patchbay-worker");

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
        return NodeThreads.stop(executor, timeoutInMs);
    }
}
