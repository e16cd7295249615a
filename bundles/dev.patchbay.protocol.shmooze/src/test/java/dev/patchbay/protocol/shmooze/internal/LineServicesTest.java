package dev.patchbay.protocol.shmooze.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.After;
import org.junit.Test;

public class LineServicesTest {

    private static final String BACKGROUND = "{\"cmd\": \"bg\"}";

    private final FakeTransport transport = new FakeTransport();
    private final FakeDispatcher dispatcher = new FakeDispatcher().with("queue.bg", args -> null);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final LineServices services =
            new LineServices(transport, new Commands(dispatcher, dispatcher::hasNamespace), workers);

    @After
    public void close() {
        services.close();
        transport.close();
        dispatcher.close();
        workers.shutdownNow();
    }

    private void apply(Map<String, ?> settings) {
        services.apply(Configs.settings(settings));
    }

    private void assertAnswers(FakeLine client) throws InterruptedException {
        client.receive(BACKGROUND);
        assertEquals("{\"success\":true}", client.takeSent());
    }

    @Test
    public void onlyQueueAndPoolAreListenedFor() {
        apply(Map.of("ports", "{\"queue\": 6001, \"nlp\": 6002, \"wsgi\": 6003}"));
        assertTrue(transport.isOpen(6001));
        assertFalse(transport.isOpen(6002));
        assertFalse(transport.isOpen(6003));
        assertTrue(services.isListening("queue"));
        assertFalse(services.isListening("pool"));
        assertFalse(services.isListening("nlp"));
        assertFalse(services.isListening("wsgi"));
    }

    @Test
    public void theLimitsAreThoseOfTheSettings() {
        apply(Map.of("host", "127.0.0.2", "maxConnections", 3, "maxLineBytes", 100));
        assertEquals("127.0.0.2", transport.at(5580).settings().host());
        assertEquals(3, transport.at(5580).settings().maxConnections());
        assertEquals(100, transport.at(5581).settings().maxLineBytes());
    }

    @Test
    public void whatStaysTheSameIsLeftAlone() throws Exception {
        apply(Map.of("ports", "{\"queue\": 6001, \"pool\": 6002}"));
        FakeTransport.Port queue = transport.at(6001);
        FakeLine client = transport.client(6001);
        apply(Map.of("ports", "{\"pool\": 6003, \"queue\": 6001}", "wsgi__prefix", "/x/"));
        assertSame(queue, transport.at(6001));
        assertFalse(transport.isOpen(6002));
        assertTrue(transport.isOpen(6003));
        assertAnswers(client);
    }

    @Test
    public void connectionsSurviveTheMoveOfTheirPort() throws Exception {
        apply(Map.of("ports", "{\"queue\": 6001}"));
        FakeLine client = transport.client(6001);
        apply(Map.of("ports", "{\"queue\": 6002}"));
        assertFalse(transport.isOpen(6001));
        assertAnswers(client);
        assertAnswers(transport.client(6002));
    }

    @Test
    public void newLimitsNeedNoNewPort() throws Exception {
        apply(Map.of("ports", "{\"queue\": 6001}"));
        FakeLine client = transport.client(6001);
        apply(Map.of("ports", "{\"queue\": 6001}", "maxConnections", 5));
        assertEquals(5, transport.at(6001).settings().maxConnections());
        assertAnswers(client);
    }

    @Test
    public void anEntryThatIsGoneEndsItsConnectionsThoseOfAFormerPortToo() throws Exception {
        apply(Map.of("ports", "{\"queue\": 6001}"));
        FakeLine former = transport.client(6001);
        apply(Map.of("ports", "{\"queue\": 6002}"));
        FakeLine latter = transport.client(6002);
        apply(Map.of("ports", "{}"));
        await().until(() -> !former.isOpen() && !latter.isOpen());
        assertFalse(services.isListening("queue"));
        assertFalse(transport.isOpen(6002));
    }

    @Test
    public void aPortInUseKeepsNoOtherFromListening() {
        transport.occupy(5580);
        apply(Map.of());
        assertFalse(services.isListening("queue"));
        assertTrue(services.isListening("pool"));
        apply(Map.of("ports", "{\"queue\": 6001, \"pool\": 5581}"));
        assertTrue(services.isListening("queue"));
    }

    @Test
    public void aPublicHostHasToBeAllowed() throws Exception {
        apply(Map.of("host", "0.0.0.0", "ports", "{\"queue\": 6001}"));
        assertFalse(services.isListening("queue"));
        String fault = transport.fault("queue");
        assertTrue(fault, fault.contains("got '0.0.0.0'"));
        assertNull("nobody asked for it", transport.fault("pool"));
        apply(Map.of("host", "0.0.0.0", "ports", "{\"queue\": 6001}", "allowPublicWithoutAuthentication", true));
        assertTrue(services.isListening("queue"));
        assertNull(transport.fault("queue"));
        FakeLine client = transport.client(6001);
        apply(Map.of("host", "0.0.0.0", "ports", "{\"queue\": 6001}"));
        assertFalse(services.isListening("queue"));
        await().until(() -> !client.isOpen());
    }
}
