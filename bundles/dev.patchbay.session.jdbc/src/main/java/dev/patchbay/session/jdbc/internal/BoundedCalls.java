package dev.patchbay.session.jdbc.internal;

import dev.patchbay.threads.NodeThreads;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on a few threads of its own and waits for it no longer than a time, whatever a driver does. The threads are
 * never interrupted: H2 closes the file of a database whose reader is. Thread-safe.
 */
final class BoundedCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedCalls.class);

    private static final int MOST_WAITING = 1_000;
    private static final long KEEP_ALIVE_IN_SEC = 30;
    private static final long END_IN_MS = 2_000;

    private final long limitInMs;
    private final ThreadPoolExecutor threads;

    BoundedCalls(int threads, long limitInMs) {
        this.limitInMs = limitInMs;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                KEEP_ALIVE_IN_SEC,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                NodeThreads.daemons("patchbay-session-db")); // a driver that does not let one go must not keep the JVM
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** @throws SQLException what the work threw, or that it did not end in time or was not begun */
    <T> T call(Callable<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            threads.execute(task);
            return task.get(limitInMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new SQLTransientException("Expected fewer than " + MOST_WAITING + " to wait for the database", e);
        } catch (TimeoutException e) {
            throw new SQLTimeoutException(
                    "Expected the database to answer within " + limitInMs + " ms, got nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("Interrupted while waiting for the database", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
        } finally {
            task.cancel(false); // harmless after its end; else it is not begun any more
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("{} threads wait for the database of sessions and are left behind", threads.getActiveCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
