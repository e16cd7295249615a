package dev.patchbay.session.jdbc.internal;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.jdbc.DataSourceFactory;

/** A framework with H2's driver in it, and the stores that a test makes. */
final class TestNode extends ExternalResource {

    private final TemporaryFolder folder;
    private final Deque<JdbcSessionStore> stores = new ConcurrentLinkedDeque<>();
    private Framework framework;

    TestNode(TemporaryFolder folder) {
        this.folder = folder;
    }

    @Override
    protected void before() throws Exception {
        Map<String, String> properties = new HashMap<>();
        properties.put("patchbay.home", folder.getRoot().getPath());
        properties.put(
                Constants.FRAMEWORK_STORAGE, folder.newFolder("framework").getPath());
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
        framework.start();
    }

    @Override
    protected void after() {
        List<JdbcSessionStore> open = new ArrayList<>(stores);
        open.forEach(JdbcSessionStore::deactivate);
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    ServiceRegistration<DataSourceFactory> installH2() {
        return context()
                .registerService(
                        DataSourceFactory.class,
                        new OsgiDataSourceFactory(new org.h2.Driver()),
                        FrameworkUtil.asDictionary(Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.h2.Driver")));
    }

    JdbcSessionStore store(Settings settings) throws Exception {
        JdbcSessionStore store = new JdbcSessionStore(context(), settings);
        stores.add(store);
        return store;
    }

    void close(JdbcSessionStore store) {
        stores.remove(store);
        store.deactivate();
    }
}
