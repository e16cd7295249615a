package dev.patchbay.journal.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts changes on disk, those of many threads together: while one transaction is written the next is collected. Nobody
 * waits for others to come. The thread that writes is never interrupted. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final int MOST_TOGETHER = 1_000;
    private static final long LONGEST_WAIT_IN_MS = 90_000;
    private static final long END_IN_MS = 10_000;

    /** Opens a connection to a database that has our tables. */
    interface Source {
        Connection connect() throws SQLException;
    }

    private final Source source;

    /** Not bounded: there is at most one for each thread that waits. */
    private final BlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();

    /** Of the writing thread alone; forgotten when it is not sure what is on disk. */
    private final Map<String, Long> lastIds = new HashMap<>();

    private @Nullable Thread writer;
    private boolean isClosed;

    GroupCommit(Source source) {
        this.source = source;
    }

    /**
     * Returns when the change is on disk; an interrupt does not end the wait, since the change may happen all the same.
     *
     * @throws SQLException when it is not on disk; after a time-out it may be
     */
    <T extends @Nullable Object> T write(Change<T> change) throws SQLException {
        Pending<T> pending = new Pending<>(change);
        enqueue(pending);
        return pending.await();
    }

    private synchronized void enqueue(Pending<?> pending) throws SQLException {
        if (isClosed) {
            throw new SQLException("the journal is closed: the node stops, or its settings changed");
        }
        waiting.add(pending);
        if (writer == null) {
            Thread thread = new Thread(this::run, "patchbay-journal");
            thread.setDaemon(true);
            thread.start();
            writer = thread;
        }
    }

    private void run() {
        List<Pending<?>> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group, MOST_TOGETHER - 1);
                if (group.remove(Pending.END)) {
                    commit(group);
                    return;
                }
                commit(group);
                group.clear();
            }
        } catch (InterruptedException e) {
            LOG.error("The thread that writes the journal was interrupted, which nobody may do", e);
        }
    }

    private void commit(List<Pending<?>> group) {
        try {
            commitTogether(group);
        } catch (SQLException e) {
            lastIds.clear();
            if (group.size() > 1 && isOfOne(e)) {
                group.forEach(pending -> commit(List.of(pending)));
            } else {
                group.forEach(pending -> pending.fail(e));
            }
        } catch (RuntimeException e) {
            lastIds.clear();
            group.forEach(pending -> pending.fail(new SQLException(e)));
        }
    }

    /** Whether a value does not fit, so that the others can go without it. */
    private static boolean isOfOne(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private void commitTogether(List<Pending<?>> group) throws SQLException {
        if (group.isEmpty()) {
            return;
        }
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            try (Batch batch = new Batch(connection, lastIds)) {
                for (Pending<?> pending : group) {
                    pending.addTo(batch);
                }
                batch.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
        }
        group.forEach(Pending::succeed);
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        Thread thread = end();
        if (thread == null) {
            return;
        }
        try {
            thread.join(END_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The thread that writes the journal waits for the database and is left behind");
        }
    }

    private synchronized @Nullable Thread end() {
        isClosed = true;
        waiting.add(Pending.END);
        return writer;
    }

    /** A change and whoever waits for it. */
    private static final class Pending<T extends @Nullable Object> {

        /** The last one of all. */
        static final Pending<?> END = new Pending<>(batch -> 0);

        private final Change<T> change;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Pending(Change<T> change) {
            this.change = change;
        }

        void addTo(Batch batch) throws SQLException {
            result = change.addTo(batch);
        }

        @SuppressWarnings("NullAway") // null only where the change has a null result
        void succeed() {
            done.complete(result);
        }

        void fail(SQLException failure) {
            done.completeExceptionally(failure);
        }

        T await() throws SQLException {
            boolean wasInterrupted = false;
            try {
                while (true) {
                    try {
                        return done.get(LONGEST_WAIT_IN_MS, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        wasInterrupted = true;
                    }
                }
            } catch (ExecutionException e) {
                throw (SQLException) e.getCause();
            } catch (TimeoutException e) {
                throw new SQLTimeoutException(
                        "no answer within " + LONGEST_WAIT_IN_MS + " ms; it may be on disk all the same", e);
            } finally {
                if (wasInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
