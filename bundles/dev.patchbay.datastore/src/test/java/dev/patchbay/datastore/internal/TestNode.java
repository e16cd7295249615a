package dev.patchbay.datastore.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/** A node in a folder with both drivers, and the databases that a test makes. */
final class TestNode extends ExternalResource {

    static final DataSourceFactory H2 = new OsgiDataSourceFactory(new org.h2.Driver());
    static final DataSourceFactory POSTGRES = new PGDataSourceFactory();

    private final TemporaryFolder folder;
    private final Deque<NodeDatabase> databases = new ArrayDeque<>();

    TestNode(TemporaryFolder folder) {
        this.folder = folder;
    }

    /** With both drivers. */
    NodeDatabase database(Settings settings) {
        NodeDatabase database = withoutDriver(settings);
        database.addDriver(POSTGRES, driver("org.postgresql.Driver"));
        database.addDriver(H2, driver("org.h2.Driver"));
        return database;
    }

    NodeDatabase withoutDriver(Settings settings) {
        NodeDatabase database = new NodeDatabase(context(folder.getRoot().toPath()), settings);
        databases.push(database);
        return database;
    }

    static Map<String, Object> driver(String className) {
        return Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, className);
    }

    static BundleContext context(Path home) {
        return (BundleContext) Proxy.newProxyInstance(
                TestNode.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getProperty") && "patchbay.home".equals(arguments[0])) {
                        return home.toString();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    protected void after() {
        databases.forEach(NodeDatabase::deactivate);
    }
}
