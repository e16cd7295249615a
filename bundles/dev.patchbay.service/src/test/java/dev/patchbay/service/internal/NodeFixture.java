package dev.patchbay.service.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** A framework's service registry with the component on it, once a test has started that. */
final class NodeFixture extends ExternalResource {

    static final long STOP_IN_MS = 300;

    private final TemporaryFolder cache = new TemporaryFolder();
    private Framework framework;
    private ServiceComponent component;

    /** Released at the end, for services that ignore everything else. */
    final Semaphore mayEnd = new Semaphore(0);

    @Override
    protected void before() throws Throwable {
        cache.create();
        framework = new FrameworkFactory()
                .newFramework(
                        Map.of(Constants.FRAMEWORK_STORAGE, cache.getRoot().toString()));
        framework.start();
    }

    @Override
    protected void after() {
        try {
            mayEnd.release(1_000);
            stop();
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            cache.delete();
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** @param order setting {@code service.order} */
    void start(String... order) {
        start(10_000, order);
    }

    void start(long startLimitInMs, String... order) {
        component = new ServiceComponent(context(), new ServiceOrder(List.of(order)), STOP_IN_MS, startLimitInMs);
    }

    void changeOrder(String... order) {
        component.configure(new ServiceOrder(List.of(order)), STOP_IN_MS);
    }

    void stop() {
        if (component != null) {
            component.deactivate();
            component = null;
        }
    }

    HostedServices services() {
        ServiceReference<HostedServices> reference = context().getServiceReference(HostedServices.class);
        return context().getService(reference);
    }

    List<String> names() {
        return services().list().stream().map(ServiceStatus::name).toList();
    }

    ServiceStatus status(String name) {
        return StatusTable.find(services().list(), name).orElseThrow();
    }

    boolean isEnabled(String name) {
        return status(name).state() == ServiceStatus.State.ENABLED;
    }

    static Map<String, Object> named(String name) {
        return named(name, 0);
    }

    static Map<String, Object> named(String name, int ranking) {
        return Map.of(ServiceName.PROPERTY, name, Constants.SERVICE_RANKING, ranking);
    }

    static Map<String, Object> originally(String id) {
        return Map.of(OriginalId.PROPERTY, id);
    }

    static Map<String, Object> with(Map<String, Object> properties, String key, Object value) {
        Map<String, Object> more = new HashMap<>(properties);
        more.put(key, value);
        return more;
    }

    ServiceRegistration<HostedService> publish(HostedService service, Map<String, Object> properties) {
        return context().registerService(HostedService.class, service, FrameworkUtil.asDictionary(properties));
    }

    /** A service that is made when it is fetched, as a component is, and that notes whether somebody still has it. */
    Made publishMade(Map<String, Object> properties, Maker maker) {
        Made made = new Made(maker);
        made.registration =
                context().registerService(HostedService.class, made, FrameworkUtil.asDictionary(properties));
        return made;
    }

    /** What a component's constructor does. */
    interface Maker {

        HostedService make();
    }

    static final class Made implements ServiceFactory<HostedService> {

        private final Maker maker;
        private ServiceRegistration<?> registration;
        volatile int made;
        volatile int released;

        private Made(Maker maker) {
            this.maker = maker;
        }

        void leave() {
            registration.unregister();
        }

        @Override
        public synchronized HostedService getService(Bundle bundle, ServiceRegistration<HostedService> by) {
            HostedService service = maker.make();
            made++;
            return service;
        }

        @Override
        public synchronized void ungetService(
                Bundle bundle, ServiceRegistration<HostedService> by, HostedService service) {
            released++;
        }
    }
}
