package dev.patchbay.transport.http.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for receivers that may block: virtual where the JVM has them (21 and newer), otherwise from a pool that
 * grows as needed. Bounded by the number of connections, each of which uses one at most.
 */
final class Workers implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    static final String NAME = "patchbay-http-worker";

    private static final long STOP_IN_MS = 1_000;

    private final ExecutorService executor;

    Workers() {
        this(NodeThreads.perTask(NAME));
    }

    /** @param executor closed with this */
    Workers(ExecutorService executor) {
        this.executor = executor;
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
        if (!NodeThreads.isDone(executor, STOP_IN_MS) && !NodeThreads.stop(executor, STOP_IN_MS)) {
            LOG.warn("Expected all receivers to return within {} ms of their interruption, some did not", STOP_IN_MS);
        }
    }
}
