package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.session.SessionLog;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.condition.Condition;

/** A node with the built-in services, on fakes; its clients are peers. */
final class TestNode implements AutoCloseable {

    final BundleContext context = TestFramework.context();
    final FakeEvents events = new FakeEvents();
    final FakeJobs jobs = new FakeJobs();
    final FakeRegistry registry = new FakeRegistry();
    final FakeNode node = new FakeNode();
    final FakeConfigurations configurations = new FakeConfigurations();
    final Clients clients = new Clients();
    final ManagementProvider management;
    final SessionProvider sessions = new SessionProvider(clients);
    final PublishedServices published;
    final FakeDispatcher dispatcher;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ThreadPoolExecutor workers = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final Map<String, ServiceRegistration<?>> registrations = new HashMap<>();
    private final Readiness readiness;
    private final Tokens tokens;
    private final Host host;
    private Settings settings = new Settings(false, "admin", 600, 16, true, 100, true, 600_000);
    private @Nullable SessionLog sessionLog;

    TestNode() {
        try {
            published = new PublishedServices(context);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
        dispatcher = new FakeDispatcher(context, threads);
        readiness = new Readiness(context, events);
        readiness.activated();
        management = new ManagementProvider(clients, published, node, readiness, configurations.admin());
        tokens = new Tokens(nanoTime::get, () -> settings.tokenLifetimeInSec());
        host = new Host(
                dispatcher,
                events,
                new FakeSessions(),
                new SessionRecords(() -> sessionLog),
                published,
                clients,
                tokens,
                timer,
                workers,
                () -> settings);
        provides("dispatcher.management", management);
        provides("dispatcher.session", sessions);
        provides("dispatcher.discovery", discovery());
        provides("dispatcher.event", new EventProvider(clients));
        provides("dispatcher.task", new TaskProvider(clients, jobs, jobs));
        provides("dispatcher.plugin", new PluginProvider(clients, published, registry, registry));
        provides("dispatcher.lock", new LockProvider(clients));
        provides("dispatcher.debug", new DebugProvider(clients));
    }

    /** Its start is complete. */
    void hasStarted() {
        readiness.bindStarted(Condition.INSTANCE);
    }

    private DiscoveryProvider discovery() {
        return new DiscoveryProvider(clients, published, dispatcher, registry, registry, noComponents());
    }

    /** What is registered here is registered by code. */
    private static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                TestNode.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (self, method, arguments) -> null);
    }

    void provides(String name, Provider provider) {
        registrations.put(
                name,
                context.registerService(
                        Provider.class, provider, FrameworkUtil.asDictionary(Map.of(ProviderName.PROPERTY, name))));
    }

    void providesNoMore(String name) {
        registrations.remove(name).unregister();
    }

    /** Waits until what was said has been taken, even where it is not answered. */
    void awaitIdleWorkers() {
        await().until(() -> workers.getActiveCount() == 0);
    }

    void use(Settings changed) {
        settings = changed;
    }

    Settings settings() {
        return settings;
    }

    void use(SessionLog log) {
        sessionLog = log;
        sessions.use(log);
    }

    void secondsPass(long count) {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(count));
        clients.logOutExpired(tokens);
    }

    /** A client that has not logged in. */
    Peer connect() {
        return connect("127.0.0.1:" + (40_000 + connections.get()), Map.of());
    }

    Peer connect(String remoteAddress, Map<String, List<String>> headers) {
        FakeConnection connection =
                new FakeConnection("socket-" + connections.incrementAndGet(), remoteAddress, headers);
        return new Peer(connection, new ClientReceiver(new Client(connection, host), host));
    }

    /** Root's. */
    Peer loggedIn() {
        Peer peer = connect();
        peer.logIn();
        return peer;
    }

    /** A client that is a service. */
    Peer service(String name) {
        Peer peer = connect();
        peer.ask("auth_service", Map.of("name", name));
        return peer;
    }

    @Override
    public void close() {
        clients.all().forEach(client -> {
            client.forwarded().close();
            client.end();
        });
        registrations.values().forEach(ServiceRegistration::unregister);
        readiness.deactivate();
        published.deactivate();
        timer.shutdownNow();
        threads.shutdownNow();
        workers.shutdownNow();
        events.close();
    }
}
