package dev.patchbay.session.jdbc.internal;

import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.util.tracker.ServiceTracker;

/** The installed driver of one class name; it may come, go and be replaced at any time. Thread-safe. */
final class Driver extends ServiceTracker<DataSourceFactory, DataSourceFactory> {

    private final String className;
    private final Runnable onLeaving;

    /** @param onLeaving is run when a driver leaves, so that none of its connections is kept */
    Driver(BundleContext context, String className, Runnable onLeaving) {
        super(context, filter(className), null);
        this.className = className;
        this.onLeaving = onLeaving;
    }

    private static Filter filter(String className) {
        String condition = "(&(" + Constants.OBJECTCLASS + "=" + DataSourceFactory.class.getName() + ")("
                + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=" + className + "))";
        try {
            return FrameworkUtil.createFilter(condition);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("Expected the name of a class as driver, got '" + className + "'", e);
        }
    }

    @Override
    public void removedService(ServiceReference<DataSourceFactory> reference, DataSourceFactory service) {
        onLeaving.run();
        super.removedService(reference, service);
    }

    /** @throws SQLException when no such driver is installed, or it does not take the properties */
    DataSource dataSource(Properties properties) throws SQLException {
        DataSourceFactory factory = getService();
        if (factory == null) {
            throw new SQLException("Expected a DataSourceFactory service for driver " + className
                    + ", got none; install that driver's bundle");
        }
        return factory.createDataSource(properties);
    }
}
