package dev.patchbay.plugin.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.plugin.Plugins.Status;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.plugin.spi.PluginName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** A framework's service registry with the component on it. */
final class NodeFixture extends ExternalResource {

    static final long CLEANUP_IN_MS = 300;

    private final TemporaryFolder cache = new TemporaryFolder();
    final FakeDispatcher dispatcher = new FakeDispatcher();
    final FakeBus bus = new FakeBus();

    /** {@code +name} for each init and {@code -name} for each cleanup. */
    final List<String> notes = new CopyOnWriteArrayList<>();

    private Framework framework;
    private PluginComponent component;

    @Override
    protected void before() throws Throwable {
        cache.create();
        framework = new FrameworkFactory()
                .newFramework(
                        Map.of(Constants.FRAMEWORK_STORAGE, cache.getRoot().toString()));
        framework.start();
        component = new PluginComponent(context(), dispatcher, bus, CLEANUP_IN_MS);
    }

    @Override
    protected void after() {
        try {
            component.deactivate();
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

    PluginComponent plugins() {
        return component;
    }

    ScriptedPlugin plugin(String name, String... depends) {
        return new ScriptedPlugin(name, notes, depends);
    }

    ServiceRegistration<Plugin> publish(String name, String... depends) {
        return publish(name, plugin(name, depends));
    }

    ServiceRegistration<Plugin> publish(String name, Plugin plugin) {
        return context()
                .registerService(Plugin.class, plugin, FrameworkUtil.asDictionary(Map.of(PluginName.PROPERTY, name)));
    }

    Optional<Status> status(String name) {
        return component.list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst();
    }

    String problem(String name) {
        return String.valueOf(status(name).orElseThrow().problem());
    }

    List<String> ready() {
        return component.list().stream()
                .filter(Status::isReady)
                .map(Status::name)
                .toList();
    }

    void awaitReady(String... names) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> ready().equals(List.of(names)));
    }

    void awaitProblem(String name, String part) {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> status(name).isPresent() && problem(name).contains(part));
    }

    /** The services of a type whose property has that value. */
    Collection<? extends ServiceReference<?>> services(Class<?> type, String property, String value) {
        try {
            return context().getServiceReferences(type, "(" + property + "=" + value + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    boolean isOffered(Class<?> type, String property, String value) {
        return !services(type, property, value).isEmpty();
    }
}
