package dev.patchbay.datastore.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** A database that connections can be opened to. */
interface Target {

    /** Class name of its driver, as {@link DataSourceFactory#OSGI_JDBC_DRIVER_CLASS} says it. */
    String driverClass();

    /** What the driver is told, in the names of {@link DataSourceFactory} and its own. */
    Properties properties();

    /** What people call it; without a password. */
    String name();

    /** How long a connection is kept, in milliseconds; 0 for ever. */
    long lifeInMs();

    /** Does what must be done before a connection can be opened; may write to the disk. */
    void prepare() throws IOException;

    /**
     * Begins to do what must be done now and then while the database is in use.
     *
     * @param pool of connections to it; can be suspended
     * @return ends that
     */
    default Runnable tend(HikariDataSource pool) {
        return () -> {};
    }

    /** Does what must be done when the pool of its connections is closed, although some may be in use. */
    void shutDown(DataSource source) throws SQLException;

    /** Opens connections one by one, by the driver. */
    default DataSource dataSource(DataSourceFactory factory) throws SQLException {
        return factory.createDataSource(properties());
    }
}
