package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Where the protocol answers, and what it does with its settings. */
public class EndpointTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TestNode node = new TestNode();
    private final BundleContext context = node.context;
    private final Map<String, Object> values = new HashMap<>();
    private volatile List<String> listening = List.of("http://127.0.0.1:5000");
    private DispatcherEndpoint endpoint;

    @After
    public void closeNode() throws InterruptedException {
        if (endpoint != null) {
            endpoint.deactivate();
        }
        node.close();
    }

    private DispatcherConfig config() {
        return Configs.of(Map.copyOf(values));
    }

    private void activate() throws InvalidSyntaxException {
        endpoint = new DispatcherEndpoint(
                context,
                node.dispatcher,
                node.events,
                new FakeSessions(),
                new FakeConnections(),
                node.published,
                node.clients,
                config());
    }

    private final class FakeConnections implements Connections {

        @Override
        public List<Connection> open() {
            return List.of();
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public long closedForBeingSlow() {
            return 0;
        }

        @Override
        public List<String> listening() {
            return listening;
        }
    }

    /** The endpoints that are published, by path. */
    private Map<String, EndpointSettings> published() {
        Map<String, EndpointSettings> settings = new TreeMap<>();
        try {
            for (ServiceReference<Endpoint> reference : context.getServiceReferences(Endpoint.class, null)) {
                EndpointSettings each = EndpointSettings.from(reference);
                settings.put(each.path(), each);
            }
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
        return settings;
    }

    @Test
    public void itAnswersAtBothPathsOnTheNodesPort() throws InvalidSyntaxException {
        activate();
        assertEquals(
                List.of("/dispatcher/socket", "/socket"),
                List.copyOf(published().keySet()));
        EndpointSettings settings = published().get("/socket");
        assertEquals(0, settings.ownPort());
        assertEquals(List.of("*"), settings.origins());
        assertEquals(16 << 20, settings.maxMessageBytes());
        assertEquals(List.of(), settings.subprotocols());
        assertFalse(settings.compression());
        assertTrue(settings.maxQueueBytes() >= settings.maxMessageBytes());
    }

    @Test
    public void itHasAPortOfItsOwnWhenTheNodeHasAnother() throws InvalidSyntaxException {
        listening = List.of("http://127.0.0.1:80");
        activate();
        assertEquals(5000, published().get("/socket").ownPort());
        assertEquals(5000, published().get("/dispatcher/socket").ownPort());
    }

    @Test
    public void itWaitsToSeeWhereTheNodeListens() throws InvalidSyntaxException {
        listening = List.of();
        values.put("websocket$_$port", 5001);
        activate();
        assertEquals(0, published().get("/socket").ownPort());
        listening = List.of("http://127.0.0.1:5000");
        await().until(() -> published().get("/socket").ownPort() == 5001);
        listening = List.of();
        endpoint.modified(config());
        assertEquals(5001, published().get("/socket").ownPort());
    }

    @Test
    public void changedPathsAreTakenOver() throws InvalidSyntaxException {
        activate();
        values.put("paths", new String[] {"/socket", "/other"});
        endpoint.modified(config());
        assertEquals(List.of("/other", "/socket"), List.copyOf(published().keySet()));
    }

    @Test
    public void nothingIsPublishedAfterTheEnd() throws InvalidSyntaxException, InterruptedException {
        activate();
        endpoint.deactivate();
        endpoint = null;
        assertEquals(Map.of(), published());
    }

    @Test
    public void withTlsOthersAreClosed() throws InvalidSyntaxException {
        values.put("tls", true);
        activate();
        FakeConnection connection = new FakeConnection("s-1", "127.0.0.1:4000", Map.of());
        endpoint.open(connection).onText(connection, "{}");
        assertEquals(1008, connection.closeCode());
        assertEquals(List.of(), node.events.names());
    }

    @Test
    public void connectionsAreTakenInAndEndWithIt() throws InvalidSyntaxException, InterruptedException {
        activate();
        FakeConnection connection = new FakeConnection("s-1", "127.0.0.1:4000", Map.of());
        Peer peer = new Peer(connection, (ClientReceiver) endpoint.open(connection));
        peer.logIn();
        peer.call("plugin.register_service", "vm");
        endpoint.deactivate();
        endpoint = null;
        assertFalse(node.published.contains("vm"));
    }

    @Test
    public void theProcessIdIsWrittenAndRemoved() throws IOException, InvalidSyntaxException, InterruptedException {
        Path first = folder.getRoot().toPath().resolve("a.pid");
        Path second = folder.getRoot().toPath().resolve("b.pid");
        values.put("pidfile", first.toString());
        activate();
        String pid = ProcessHandle.current().pid() + "\n";
        assertEquals(pid, Files.readString(first));
        values.put("pidfile", second.toString());
        endpoint.modified(config());
        assertFalse(Files.exists(first));
        assertEquals(pid, Files.readString(second));
        endpoint.deactivate();
        endpoint = null;
        assertFalse(Files.exists(second));
    }

    @Test
    public void aFileOfAnotherProcessStays() throws IOException {
        Path file = folder.getRoot().toPath().resolve("a.pid");
        PidFile own = PidFile.write(file.toString());
        Files.writeString(file, "1\n");
        own.remove();
        assertEquals("1\n", Files.readString(file));
    }

    @Test
    public void aProcessIdThatCannotBeWrittenHoldsNobodyUp() throws InvalidSyntaxException {
        values.put("pidfile", folder.getRoot() + "/none/a.pid");
        activate();
        assertEquals(2, published().size());
    }
}
