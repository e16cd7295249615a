package dev.patchbay.datastore.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to one database by one driver; nothing is opened before the first is asked for. Thread-safe. */
final class ConnectionPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    private static final long IDLE_IN_MS = 60_000;
    private static final long VALIDATION_IN_MS = 5_000;

    private final Target target;
    private final DataSourceFactory factory;
    private final int maxConnections;
    private final int timeoutInMs;
    private volatile @Nullable HikariDataSource pool;

    /** Ends what is done for the database while it is in use. Guarded by this, as below. */
    private Runnable endOfTending = () -> {};

    private boolean isClosed;

    ConnectionPool(Target target, DataSourceFactory factory, int maxConnections, int timeoutInMs) {
        this.target = target;
        this.factory = factory;
        this.maxConnections = maxConnections;
        this.timeoutInMs = timeoutInMs;
    }

    /** @throws SQLException with a sentence for the operator, within about the time a connection is waited for */
    Connection connect() throws SQLException {
        HikariDataSource open = pool;
        try {
            return (open == null ? open() : open).getConnection();
        } catch (SQLTransientConnectionException e) {
            throw e.getCause() == null ? exhausted(e) : Reason.of(target.name(), e.getCause());
        } catch (SQLException | IOException e) {
            throw Reason.of(target.name(), e);
        } catch (HikariPool.PoolInitializationException e) {
            throw Reason.of(target.name(), e.getCause() == null ? e : e.getCause());
        }
    }

    private SQLException exhausted(SQLException failure) {
        return new SQLTransientConnectionException(
                "Expected a free connection to " + target.name() + " within " + timeoutInMs + " ms, got none of "
                        + maxConnections + "; close connections sooner or raise datastore/maxConnections",
                failure);
    }

    private synchronized HikariDataSource open() throws SQLException, IOException {
        if (isClosed) {
            throw new SQLException("the database was closed: the node stops, or its settings or driver changed");
        }
        HikariDataSource open = pool;
        if (open == null) {
            target.prepare();
            open = new HikariDataSource(settings());
            pool = open;
            endOfTending = target.tend(open);
        }
        return open;
    }

    private HikariConfig settings() throws SQLException {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("patchbay-datastore");
        settings.setDataSource(target.dataSource(factory));
        settings.setMaximumPoolSize(maxConnections);
        settings.setMinimumIdle(1);
        settings.setIdleTimeout(IDLE_IN_MS);
        settings.setMaxLifetime(target.lifeInMs());
        settings.setConnectionTimeout(timeoutInMs);
        settings.setValidationTimeout(Math.min(timeoutInMs, VALIDATION_IN_MS));
        settings.setInitializationFailTimeout(1); // the first failure is told at once, and not kept
        settings.setAllowPoolSuspension(true);
        settings.setExceptionOverride(new ClosedFile());
        return settings;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        endOfTending.run();
        HikariDataSource open = pool;
        if (open != null) {
            shutDown(open.getDataSource());
            open.close();
        }
    }

    private void shutDown(DataSource source) {
        try {
            target.shutDown(source);
        } catch (SQLException e) {
            LOG.warn("{} could not be closed in order; what was committed is kept", target.name(), e);
        }
    }
}
