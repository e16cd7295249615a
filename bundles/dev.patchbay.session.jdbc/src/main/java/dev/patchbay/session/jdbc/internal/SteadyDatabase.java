package dev.patchbay.session.jdbc.internal;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on a database that is tried once more on a new connection, and never keeps its caller for long. Thread-safe. */
final class SteadyDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyDatabase.class);

    private final BoundedCalls calls;
    private final ConnectionPool pool;

    SteadyDatabase(ConnectionPool.Source source, int maxConnections, long timeoutInMs) {
        this.pool = new ConnectionPool(source);
        this.calls = new BoundedCalls(maxConnections, timeoutInMs);
    }

    /** @throws SQLException when it failed twice, or did not end in time */
    <T> T call(ConnectionPool.Work<T> work) throws SQLException {
        return calls.call(() -> twice(work));
    }

    private <T> T twice(ConnectionPool.Work<T> work) throws SQLException {
        try {
            return pool.with(work);
        } catch (SQLException e) {
            LOG.debug("The database failed; it is tried once more on a new connection", e);
            pool.reset();
            return again(work, e);
        }
    }

    private <T> T again(ConnectionPool.Work<T> work, SQLException first) throws SQLException {
        try {
            return pool.with(work);
        } catch (SQLException e) {
            e.addSuppressed(first);
            throw e;
        }
    }

    void reset() {
        pool.reset();
    }

    @Override
    public void close() {
        pool.close();
        calls.close();
    }
}
