package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.EndpointSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class OwnPortTest {

    /** Stands for the HTTP Whiteboard: answers every path. */
    private static final Request.Handler WHITEBOARD = (request, response, callback) -> {
        Content.Sink.write(response, true, "from the Whiteboard", callback);
        return true;
    };

    private final RecordingEndpoint endpoint = new RecordingEndpoint();
    private final Door door = new Door(settings(0), () -> WHITEBOARD);

    private int own;
    private int second;

    @Before
    public void findPortsAndOpen() throws Exception {
        try (ServerSocket one = occupy(0);
                ServerSocket two = occupy(0)) {
            own = one.getLocalPort();
            second = two.getLocalPort();
        }
        door.open();
    }

    @After
    public void close() {
        door.close();
    }

    @Test
    public void endpointAnswersOnBothPortsAndNothingElseDoesOnItsOwn() throws Exception {
        add("/own", own);
        add("/other", 0);
        awaitListening(own);
        for (int port : new int[] {own, nodePort()}) {
            try (RawClient client = RawClient.connect(port).open("/own")) {
                client.sendText("on " + port);
                assertEquals("on " + port, client.readText());
            }
        }
        assertTrue(statusLine(nodePort(), "/servlet").startsWith("HTTP/1.1 200 "));
        assertTrue(statusLine(nodePort(), "/other").startsWith("HTTP/1.1 426 "));
        for (String path : List.of("/", "/servlet", "/other", "/own/deeper", "/ow", "/OWN", "/own/../other")) {
            assertTrue(path, statusLine(own, path).startsWith("HTTP/1.1 404 "));
        }
        assertTrue(statusLine(own, "/own").startsWith("HTTP/1.1 426 "));
    }

    @Test
    public void severalEndpointsShareAPortUntilTheLastLeaves() throws Exception {
        FakeReference one = add("/one", own);
        FakeReference two = add("/two", own);
        awaitListening(own);
        try (RawClient first = RawClient.connect(own).open("/one");
                RawClient other = RawClient.connect(own).open("/two")) {
            door.mounts().remove(one);
            assertEquals(1001, first.readCloseCode());
            other.sendText("still here");
            assertEquals("still here", other.readText());
            assertTrue(statusLine(own, "/one").startsWith("HTTP/1.1 404 "));
            door.mounts().remove(two);
            assertEquals(1001, other.readCloseCode());
        }
        awaitListening();
        assertThrows(ConnectException.class, () -> RawClient.connect(own));
    }

    @Test
    public void portThatIsNamedNoMoreClosesAndOnlyThoseWhoCameByIt() throws Exception {
        FakeReference reference = add("/move", own);
        awaitListening(own);
        try (RawClient byOwn = RawClient.connect(own).open("/move");
                RawClient byNode = RawClient.connect(nodePort()).open("/move")) {
            change(reference, "/move", second);
            assertEquals(1001, byOwn.readCloseCode());
            awaitListening(second);
            byNode.sendText("untouched");
            assertEquals("untouched", byNode.readText());
            RawClient.connect(second).open("/move").close();
            assertThrows(ConnectException.class, () -> RawClient.connect(own));
            change(reference, "/move", 0);
            awaitListening();
            byNode.sendText("as before");
            assertEquals("as before", byNode.readText());
        }
    }

    @Test
    public void portOpensAgainWhenAnEndpointComesBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            FakeReference reference = add("/again", own);
            awaitListening(own);
            try (RawClient client = RawClient.connect(own).open("/again")) {
                client.sendText("round " + i);
                assertEquals("round " + i, client.readText());
                door.mounts().remove(reference);
                assertEquals(1001, client.readCloseCode());
            }
            awaitListening();
        }
    }

    @Test
    public void threadsOfAPortEndSomeTimeAfterIt() throws Exception {
        FakeReference reference = add("/threads", own);
        awaitListening(own);
        assertFalse(acceptors(own).isEmpty());
        RawClient idle = RawClient.connect(own);
        door.mounts().remove(reference);
        Awaitility.await().until(() -> acceptors(own).isEmpty());
        assertTrue(idle.isEnded());
        idle.close();
    }

    @Test
    public void portInUseDelaysNothingElseAndIsTakenWhenItsUserHasLeft() throws Exception {
        try (ServerSocket occupant = occupy(own)) {
            add("/late", own);
            add("/prompt", second);
            awaitListening(second);
            RawClient.connect(nodePort()).open("/late").close();
            assertTrue(occupant.isBound());
        }
        Awaitility.await()
                .atMost(3 * OwnPorts.RETRY_IN_MS, TimeUnit.MILLISECONDS)
                .until(() -> listens(own));
        RawClient.connect(own).open("/late").close();
    }

    @Test
    public void portInUseIsTriedAgainAtOnceWhenTheSettingsChange() throws Exception {
        try (ServerSocket occupant = occupy(own)) {
            FakeReference reference = add("/late", own);
            add("/prompt", second);
            awaitListening(second);
            occupant.close();
            change(reference, "/late", own);
            Awaitility.await()
                    .atMost(OwnPorts.RETRY_IN_MS / 2, TimeUnit.MILLISECONDS)
                    .until(() -> listens(own));
        }
    }

    @Test
    public void portThatIsNoneDelaysNothingElse() throws Exception {
        add("/never", 70_000);
        add("/negative", -1);
        add("/fine", own);
        awaitListening(own);
        RawClient.connect(nodePort()).open("/never").close();
    }

    @Test
    public void ofSeveralEndpointsAtOnePathOnlyTheOneThatNamesThePortAnswersThere() throws Exception {
        RecordingEndpoint better = new RecordingEndpoint();
        door.mounts().add(new FakeReference(at("/path", own), 0), () -> endpoint);
        door.mounts().add(new FakeReference(at("/path", 0), 1), () -> better);
        awaitListening(own);
        RawClient.connect(own).open("/path").close();
        endpoint.nextOpened();
        RawClient.connect(nodePort()).open("/path").close();
        better.nextOpened();
    }

    @Test
    public void closingTheDoorClosesItsPortsAndTellsWhoCameByThem() throws Exception {
        add("/end", own);
        awaitListening(own);
        try (RawClient client = RawClient.connect(own).open("/end")) {
            Thread closing = new Thread(door::close);
            closing.start();
            assertEquals(1001, client.readCloseCode());
            client.close();
            closing.join(10_000);
        }
        assertEquals(List.of(), door.listening());
        assertThrows(ConnectException.class, () -> RawClient.connect(own));
        add("/too-late", own);
        assertEquals(List.of(), door.listening());
    }

    @Test
    public void limitOfConnectionsCoversAllPorts() throws Exception {
        try (Door narrow = new Door(settings(1), () -> null)) {
            narrow.open();
            RawClient.connect(port(narrow)).close();
            narrow.mounts().add(new FakeReference(at("/narrow", own), 0), () -> endpoint);
            Awaitility.await().until(() -> narrow.listening().size() == 2);
            RawClient first = RawClient.connect(own).open("/narrow");
            try (RawClient waiting = RawClient.connect(port(narrow))) {
                waiting.send(RawClient.request("/narrow"));
                first.sendText("alone");
                assertEquals("alone", first.readText());
                assertEquals(1, narrow.connections().count());
                first.close();
                assertTrue(waiting.readHead().startsWith("HTTP/1.1 101 "));
            }
        }
    }

    private FakeReference add(String path, int ownPort) {
        FakeReference reference = new FakeReference(at(path, ownPort), 0);
        door.mounts().add(reference, () -> endpoint);
        return reference;
    }

    private void change(FakeReference reference, String path, int ownPort) {
        reference.change(at(path, ownPort));
        door.mounts().update(reference, () -> endpoint);
    }

    /** Waits until these own ports, and no others, are listened on. */
    private void awaitListening(int... ports) {
        Awaitility.await()
                .until(() -> door.listening().size() == 1 + ports.length
                        && IntStream.of(ports).allMatch(this::listens));
    }

    private boolean listens(int port) {
        return door.listening().contains("http://127.0.0.1:" + port);
    }

    private int nodePort() {
        return port(door);
    }

    private static int port(Door door) {
        String address = door.listening().get(0);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static String statusLine(int port, String path) throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return client.readHead();
        }
    }

    /** Jetty names them after the port. */
    static List<String> acceptors(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("-acceptor-") && name.contains(":" + port))
                .toList();
    }

    static ServerSocket occupy(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static DoorSettings settings(int maxConnections) {
        return new DoorSettings("127.0.0.1", 0, 50, null, maxConnections, 30_000, 30_000);
    }

    static EndpointSettings at(String path, int ownPort) {
        EndpointSettings defaults = EndpointSettings.at(path);
        return new EndpointSettings(
                path,
                defaults.name(),
                true,
                -1,
                defaults.subprotocols(),
                defaults.origins(),
                defaults.maxMessageBytes(),
                0,
                0,
                false,
                defaults.maxQueueBytes(),
                defaults.maxQueueMessages(),
                false,
                ownPort);
    }
}
