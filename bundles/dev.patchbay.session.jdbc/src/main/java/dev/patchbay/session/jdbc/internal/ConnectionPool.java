package dev.patchbay.session.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connections that are not in use. How many there are at one time is a matter of how many threads ask for one.
 * Thread-safe.
 */
final class ConnectionPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    /** Opens a connection, ready to be used. */
    interface Source {
        Connection connect() throws SQLException;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Source source;

    /** Newest last, all of the current era; guarded by this. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    /** Raised by each reset: what was taken before is not kept. Guarded by this. */
    private long era;

    private boolean isClosed;

    ConnectionPool(Source source) {
        this.source = source;
    }

    /** Does something once. A connection on which it failed is closed, every other is kept. */
    <T> T with(Work<T> work) throws SQLException {
        long taken = currentEra();
        Connection connection = take();
        boolean isSound = false;
        try {
            T result = work.on(connection);
            isSound = true;
            return result;
        } finally {
            if (!isSound || !keep(connection, taken)) {
                close(connection);
            }
        }
    }

    private synchronized long currentEra() {
        return era;
    }

    private Connection take() throws SQLException {
        Connection kept = poll();
        return kept == null ? source.connect() : kept;
    }

    private synchronized @Nullable Connection poll() {
        return idle.pollLast();
    }

    private synchronized boolean keep(Connection connection, long taken) {
        boolean isKept = taken == era && !isClosed;
        if (isKept) {
            idle.addLast(connection);
        }
        return isKept;
    }

    /** Closes what is idle, and what is in use as soon as it is given back. */
    void reset() {
        dropped(false).forEach(ConnectionPool::close);
    }

    @Override
    public void close() {
        dropped(true).forEach(ConnectionPool::close);
    }

    private synchronized List<Connection> dropped(boolean forGood) {
        List<Connection> dropped = new ArrayList<>(idle);
        idle.clear();
        era++;
        isClosed |= forGood;
        return dropped;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection that is not used any more could not be closed", e);
        }
    }
}
