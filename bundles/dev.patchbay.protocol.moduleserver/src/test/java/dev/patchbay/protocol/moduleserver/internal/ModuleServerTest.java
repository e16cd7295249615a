package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineTransport;
import dev.patchbay.testing.FreePorts;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The component, its settings and its end; with the time as it is. */
public class ModuleServerTest {

    private final FakeWorkers workers = new FakeWorkers();
    private final LineTransport transport = RealTransport.SHARED;
    private ModuleServer server;

    @Before
    public void addModules() {
        workers.add("lamp").with("echo", args -> args.get(0));
    }

    @After
    public void stop() {
        if (server != null) {
            server.deactivate();
        }
        workers.close();
    }

    private void start(Map<String, ?> settings) {
        server = new ModuleServer(transport, workers, Configs.of(settings));
    }

    private InetSocketAddress address() {
        return Objects.requireNonNull(server.address(), "it listens");
    }

    private String fault() {
        return Objects.requireNonNull(server.fault(), "it says why it does not listen");
    }

    private static void assertAnswers(RawClient client) throws Exception {
        client.greet("lamp").sendLine(RawClient.request("echo", false, "a"));
        assertEquals("a", client.response());
        client.assertEnd();
    }

    @Test
    public void theDefaultsAreTheOriginals() throws Exception {
        assertEquals(36_577, ModuleServerConfig.class.getMethod("port").getDefaultValue());
        ModuleServerSettings settings = Configs.settings(Map.of());
        assertEquals("127.0.0.1", settings.lines().host());
        assertEquals(16 << 20, settings.lines().maxLineBytes());
        assertEquals(1_000, settings.helloInMs());
        assertEquals(1_000, settings.requestInMs());
    }

    @Test
    public void itServesUntilItIsDeactivated() throws Exception {
        start(Map.of("host", "localhost"));
        InetSocketAddress address = address();
        try (RawClient client = new RawClient(address);
                RawClient open = new RawClient(address)) {
            assertAnswers(client);
            open.greet("lamp");
            server.deactivate();
            open.assertEnd();
        }
        assertThrows(ConnectException.class, () -> new RawClient(address));
        server = null;
    }

    @Test
    public void aLateHelloIsToldByTheClock() throws Exception {
        start(Map.of("helloInMs", 300L));
        long begin = System.nanoTime();
        try (RawClient silent = new RawClient(address())) {
            assertTrue(silent.lastError().contains("timeout"));
        }
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    public void anotherPortHoldsAtOnceAndConnectionsStay() throws Exception {
        start(Map.of("requestInMs", 60_000L));
        InetSocketAddress former = address();
        try (RawClient client = new RawClient(former)) {
            client.greet("lamp");
            int free = FreePorts.next();
            server.modified(Configs.of(Map.of("port", free)));
            assertEquals(free, address().getPort());
            assertThrows(ConnectException.class, () -> new RawClient(former));
            assertEquals(
                    "a", client.sendLine(RawClient.request("echo", false, "a")).response());
        }
        try (RawClient client = new RawClient(address())) {
            assertAnswers(client);
        }
    }

    @Test
    public void settingsThatAreNotThePortsLeaveItAlone() {
        start(Map.of("maxConnections", 5));
        InetSocketAddress before = address();
        server.modified(Configs.of(Map.of("maxConnections", 5, "helloInMs", 7L)));
        assertEquals("a free one is chosen once", before, address());
    }

    @Test
    public void connectionsBeyondTheLimitAreClosed() throws Exception {
        start(Map.of("maxConnections", 1));
        try (RawClient first = new RawClient(address())) {
            first.greet("lamp");
            try (RawClient second = new RawClient(address())) {
                second.assertEnd();
            }
            assertEquals(
                    "a", first.sendLine(RawClient.request("echo", false, "a")).response());
        }
    }

    @Test
    public void aHostThatIsNotLoopbackIsRefusedUnlessAllowed() throws Exception {
        start(Map.of("host", "0.0.0.0"));
        assertNull(server.address());
        assertTrue(fault(), fault().contains("got '0.0.0.0'"));
        server.modified(Configs.of(Map.of("host", "0.0.0.0", "allowPublicWithoutAuthentication", true)));
        try (RawClient client = new RawClient(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), address().getPort()))) {
            client.greet("lamp");
            server.modified(Configs.of(Map.of("host", "no.such.host.invalid")));
            assertNull(server.address());
            assertTrue(fault(), fault().contains("got 'no.such.host.invalid'"));
            client.assertEnd();
        }
    }

    @Test
    public void aPortInUseIsSaidWithItsSectionAndGivenUpForAnother() throws Exception {
        try (ServerSocket other = new ServerSocket(FreePorts.next(), 1, InetAddress.getLoopbackAddress())) {
            start(Map.of("port", other.getLocalPort()));
            assertNull(server.address());
            String fault = fault();
            assertTrue(fault, fault.contains(":" + other.getLocalPort()));
            assertTrue(fault, fault.contains("section 'moduleserver'"));
            server.modified(Configs.of(Map.of()));
            assertNull(server.fault());
            try (RawClient client = new RawClient(address())) {
                assertAnswers(client);
            }
        }
    }

    @Test
    public void aReloadIsInterruptedAtTheEnd() throws Exception {
        CountDownLatch isInterrupted = new CountDownLatch(1);
        workers.onReload(name -> {
            try {
                return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                isInterrupted.countDown();
                throw e;
            }
        });
        start(Map.of());
        try (RawClient client = new RawClient(address())) {
            client.sendLine(RawClient.hello("_reload_lamp"));
            assertEquals("lamp", workers.reloads().take());
            server.deactivate();
            assertTrue(isInterrupted.await(20, TimeUnit.SECONDS));
            client.assertEnd();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("patchbay-moduleserver")));
    }
}
