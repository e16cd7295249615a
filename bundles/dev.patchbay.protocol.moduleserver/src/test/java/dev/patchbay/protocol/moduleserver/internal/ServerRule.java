package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineTransport;
import dev.patchbay.moduleserver.client.ModuleServerClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;

/** A server on a free port, whose time stands still until the test lets it pass. */
final class ServerRule extends ExternalResource {

    static final long TIME_IN_MS = 1_000;

    final FakeWorkers workers = new FakeWorkers();
    private final SocketTransport ownTransport = new SocketTransport();
    private final ExecutorService coders = Executors.newCachedThreadPool();
    private final ExecutorService reloaders = Executors.newCachedThreadPool();
    /** Passes the end of its numbers within the time for a hello. */
    private final AtomicLong clockInNs = new AtomicLong(Long.MAX_VALUE - 500_000_000);

    private final ModuleServerSettings settings;
    final Clients clients;
    private final LineTransport transport;
    private @Nullable LinePort port;
    private final List<RawClient> opened = new ArrayList<>();

    ServerRule() {
        this(Map.of());
    }

    ServerRule(Map<String, ?> other) {
        this(null, other);
    }

    private ServerRule(@Nullable LineTransport given, Map<String, ?> other) {
        settings = Configs.settings(other);
        clients = new Clients(workers, coders, reloaders, clockInNs::get, settings);
        transport = given == null ? ownTransport : given;
    }

    /** On the transport that a node has, instead of one that is easy to follow. */
    static ServerRule onRealTransport(Map<String, ?> other) {
        return new ServerRule(RealTransport.SHARED, other);
    }

    @Override
    protected void before() throws IOException {
        port = transport.listen(settings.lines(), clients::accept);
    }

    @Override
    protected void after() {
        opened.forEach(ServerRule::close);
        if (port != null) {
            port.close();
        }
        ownTransport.close();
        coders.shutdownNow();
        reloaders.shutdownNow();
        workers.close();
    }

    private static void close(RawClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    InetSocketAddress address() {
        return Objects.requireNonNull(port).address();
    }

    RawClient client() throws IOException {
        RawClient client = new RawClient(address());
        opened.add(client);
        return client;
    }

    ModuleServerClient javaClient() {
        return new ModuleServerClient("127.0.0.1", address().getPort(), Duration.ofSeconds(20));
    }

    /** Waits until a module has nobody. */
    static void awaitFree(FakeModule module) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(module::isFree);
    }

    /** Lets time pass. */
    void pass(long timeInMs) {
        clockInNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(timeInMs));
        clients.expire();
    }
}
