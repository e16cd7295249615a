package dev.patchbay.module.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads: virtual where the JVM has them (21 and newer). Without a bound: what the engine does is short,
 * and each module inside the node has one.
 */
final class Threads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private final ExecutorService executor = NodeThreads.perTask("patchbay-module");

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
        return NodeThreads.stop(executor, timeoutInMs);
    }
}
