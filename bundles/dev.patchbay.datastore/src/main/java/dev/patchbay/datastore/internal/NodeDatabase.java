package dev.patchbay.datastore.internal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The node's database as a service. Opens nothing before the first connection is asked for; its driver may come later,
 * leave and be replaced.
 */
@Component(
        service = DataSource.class,
        configurationPid = NodeDatabase.PID,
        property = NodeDatabase.NAME_PROPERTY + "=node")
@Designate(ocd = DatastoreSettings.class)
public final class NodeDatabase implements DataSource {

    static final String PID = "dev.patchbay.datastore";

    /** Tells it from data sources of others. */
    static final String NAME_PROPERTY = "patchbay.datastore.name";

    private final Target target;
    private final DatastoreSettings settings;

    /** Of drivers that fit; the oldest is used. Guarded by this. */
    private final Map<DataSourceFactory, ConnectionPool> pools = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when the settings name no database */
    @Activate
    public NodeDatabase(BundleContext context, DatastoreSettings settings) {
        String home = context.getProperty("patchbay.home");
        this.settings = settings;
        this.target = Targets.of(Path.of(home == null ? "." : home), settings);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addDriver(DataSourceFactory factory, Map<String, Object> properties) {
        if (target.driverClass().equals(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS))) {
            pools.put(
                    factory,
                    new ConnectionPool(target, factory, settings.maxConnections(), settings.connectTimeoutInMs()));
        }
    }

    void removeDriver(DataSourceFactory factory) {
        close(remove(factory));
    }

    private synchronized @Nullable ConnectionPool remove(DataSourceFactory factory) {
        return pools.remove(factory);
    }

    @Deactivate
    void deactivate() {
        for (ConnectionPool pool : removeAll().values()) {
            pool.close();
        }
    }

    private synchronized Map<DataSourceFactory, ConnectionPool> removeAll() {
        Map<DataSourceFactory, ConnectionPool> all = new LinkedHashMap<>(pools);
        pools.clear();
        return all;
    }

    private static void close(@Nullable ConnectionPool pool) {
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool().connect();
    }

    private synchronized ConnectionPool pool() throws SQLException {
        for (ConnectionPool pool : pools.values()) {
            return pool;
        }
        throw new SQLException("Expected a DataSourceFactory service for driver " + target.driverClass()
                + ", got none; install that driver's bundle");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("User and password are those of section datastore");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        throw new SQLFeatureNotSupportedException("It logs to the node's log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("The timeout is datastore/connectTimeoutInMs");
    }

    @Override
    public int getLoginTimeout() {
        return settings.connectTimeoutInMs() / 1_000;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("It logs to the node's log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Expected DataSource, got " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
