package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;

public class GateTest {

    @Rule
    public final OpenDoor door = new OpenDoor();

    private final RecordingEndpoint endpoint = new RecordingEndpoint();

    @Test
    public void answerIsExactlyWhatStrictClientsAskFor() throws Exception {
        door.mount(EndpointSettings.at("/strict"), endpoint);
        try (RawClient client = door.connect()) {
            String head = client.upgrade(
                    "/strict", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat");
            List<String> lines = List.of(head.split("\r\n"));
            assertEquals("HTTP/1.1 101 Switching Protocols", lines.get(0));
            assertEquals(0, head.length() % 128);
            assertEquals(List.of("Connection: Upgrade"), startingWith(lines, "connection:"));
            assertEquals(List.of("Upgrade: websocket"), startingWith(lines, "upgrade:"));
            assertEquals(
                    List.of("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
                    startingWith(lines, "sec-websocket"));
            assertTrue(lines.stream().skip(1).allMatch(line -> line.contains(": ")));
            assertEquals(List.of(), startingWith(lines, "server:"));
        }
    }

    @Test
    public void answerIsPaddedWhateverItHolds() throws Exception {
        for (int length = 1; length < 130; length += 7) {
            String subprotocol = "p".repeat(length);
            door.mount(withSubprotocols("/pad" + length, subprotocol), endpoint);
            try (RawClient client = door.connect()) {
                String head = client.upgrade("/pad" + length, "Sec-WebSocket-Protocol: " + subprotocol);
                assertEquals(head, 0, head.length() % 128);
            }
        }
    }

    @Test
    public void firstOfOurSubprotocolsThatTheClientOffersIsChosen() throws Exception {
        door.mount(withSubprotocols("/sub", "best", "good"), endpoint);
        try (RawClient client = door.connect()) {
            assertTrue(client.upgrade("/sub", "Sec-WebSocket-Protocol: bad, good, best")
                    .contains("Sec-WebSocket-Protocol: best\r\n"));
            assertEquals("best", endpoint.nextOpened().handshake().subprotocol());
        }
        try (RawClient client = door.connect()) {
            assertFalse(client.upgrade("/sub", "Sec-WebSocket-Protocol: bad").contains("Protocol: "));
        }
    }

    @Test
    public void frameSentTogetherWithTheRequestIsNotLost() throws Exception {
        door.mount(EndpointSettings.at("/eager"), endpoint);
        byte[] request = RawClient.request("/eager").getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame = RawClient.frame(RawClient.FINAL | RawClient.TEXT, "setup".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 50; i++) {
            try (RawClient client = door.connect()) {
                client.send(RawClient.join(request, frame, frame));
                assertTrue(client.readHead().startsWith("HTTP/1.1 101 "));
                assertEquals("setup", client.readText());
                assertEquals("setup", client.readText());
            }
        }
    }

    @Test
    public void trailingSlashAndQueryAreAccepted() throws Exception {
        door.mount(EndpointSettings.at("/lax"), endpoint);
        try (RawClient client = door.open("/lax/?a=b")) {
            Connection connection = endpoint.nextOpened();
            assertEquals("a=b", connection.handshake().query());
            assertEquals("/lax/", connection.handshake().path());
            assertFalse(connection.handshake().secure());
            assertEquals("127.0.0.1:" + door.port(), connection.handshake().localAddress());
        }
    }

    @Test
    public void neighbourPathsAreNotTheEndpoint() throws Exception {
        door.mount(EndpointSettings.at("/near"), endpoint);
        for (String path : List.of("/", "/nea", "/near/by", "/nearer", "/NEAR")) {
            try (RawClient client = door.connect()) {
                String head = client.upgrade(path);
                assertTrue(path + head, head.startsWith("HTTP/1.1 503 "));
                assertTrue(client.readRest().contains("HTTP Whiteboard is not running"));
            }
        }
    }

    @Test
    public void plainRequestIsToldToUpgrade() throws Exception {
        door.mount(EndpointSettings.at("/ws"), endpoint);
        try (RawClient client = door.connect()) {
            client.send("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String head = client.readHead();
            assertTrue(head, head.startsWith("HTTP/1.1 426 "));
            assertTrue(head, head.contains("Upgrade: websocket\r\n"));
            assertTrue(head, head.contains("Sec-WebSocket-Version: 13\r\n"));
        }
    }

    @Test
    public void wrongVersionIsToldTheRightOne() throws Exception {
        door.mount(EndpointSettings.at("/ws"), endpoint);
        try (RawClient client = door.connect()) {
            client.send(RawClient.request("/ws").replace("Version: 13", "Version: 12"));
            assertTrue(client.readHead().startsWith("HTTP/1.1 426 "));
        }
    }

    @Test
    public void malformedKeyIsRefused() throws Exception {
        door.mount(EndpointSettings.at("/ws"), endpoint);
        for (String key : List.of("", "short", "dGhlIHNhbXBsZSBub25jZQ", "!!!!!!!!!!!!!!!!!!!!!!==")) {
            try (RawClient client = door.connect()) {
                client.send(RawClient.request("/ws").replace("dGhlIHNhbXBsZSBub25jZQ==", key));
                String head = client.readHead();
                assertEquals(key + head, !key.startsWith("dGhl"), head.startsWith("HTTP/1.1 400 "));
            }
        }
    }

    @Test
    public void endpointThatSaysItIsDisabledRefusesUntilItSaysOtherwise() throws Exception {
        AtomicBoolean enabled = new AtomicBoolean();
        door.mount(EndpointSettings.at("/own"), new RecordingEndpoint() {

            @Override
            public boolean isEnabled() {
                return enabled.get();
            }
        });
        try (RawClient client = door.connect()) {
            assertTrue(client.upgrade("/own").startsWith("HTTP/1.1 403 "));
        }
        enabled.set(true);
        door.open("/own").close();
    }

    @Test
    public void disabledEndpointRefusesBeforeAnythingElse() throws Exception {
        door.mount(OpenDoor.settings("/off", false, 0, 1024, 1024), endpoint);
        try (RawClient client = door.connect()) {
            client.send("GET /off HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String head = client.readHead();
            assertTrue(head, head.startsWith("HTTP/1.1 403 "));
            assertTrue(head, head.contains("Connection: close\r\n"));
            assertTrue(client.readRest().contains("is disabled"));
        }
    }

    @Test
    public void pastTheLimitIsRefusedAndALeavingClientMakesRoom() throws Exception {
        door.mount(OpenDoor.settings("/one", true, 1, 1024, 1024), endpoint);
        RawClient first = door.open("/one");
        try (RawClient second = door.connect()) {
            String head = second.upgrade("/one");
            assertTrue(head, head.startsWith("HTTP/1.1 503 "));
            assertTrue(head, head.contains("Connection: close\r\n"));
        }
        first.reset();
        assertEquals("1006", endpoint.nextClosed());
        door.open("/one").close();
    }

    @Test
    public void refusedClientsTakeNeitherSlotsNorNumbers() throws Exception {
        door.mount(OpenDoor.settings("/few", true, 2, 1024, 1024), endpoint);
        long before = ConnectionTable.nextNumber();
        for (int i = 0; i < 5; i++) {
            try (RawClient client = door.connect()) {
                client.send("GET /few HTTP/1.1\r\nHost: localhost\r\n\r\n");
                client.readHead();
            }
        }
        try (RawClient client = door.open("/few")) {
            assertEquals("few-" + (before + 1), endpoint.nextOpened().id());
        }
    }

    @Test
    public void simultaneousArrivalsNeverExceedTheLimit() throws Exception {
        door.mount(OpenDoor.settings("/ten", true, 10, 1024, 1024), endpoint);
        ExecutorService arrivals = Executors.newFixedThreadPool(50);
        try {
            List<Callable<RawClient>> clients = new ArrayList<>();
            List<String> answers = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 50; i++) {
                clients.add(() -> {
                    RawClient client = door.connect();
                    answers.add(client.upgrade("/ten").substring(9, 12));
                    return client;
                });
            }
            List<Future<RawClient>> done = arrivals.invokeAll(clients);
            assertEquals(10, answers.stream().filter("101"::equals).count());
            assertEquals(40, answers.stream().filter("503"::equals).count());
            for (Future<RawClient> client : done) {
                client.get().close();
            }
        } finally {
            arrivals.shutdownNow();
        }
        Awaitility.await().until(() -> door.door().connections().count() == 0);
    }

    @Test
    public void pagesFromElsewhereAreRefusedUnlessAllowed() throws Exception {
        door.mount(EndpointSettings.at("/same"), endpoint);
        assertEquals("403", status("/same", "Origin: http://evil.example"));
        assertEquals("101", status("/same", "Origin: http://localhost"));
        assertEquals("101", status("/same"));
    }

    private String status(String path, String... headers) throws Exception {
        try (RawClient client = door.connect()) {
            return client.upgrade(path, headers).substring(9, 12);
        }
    }

    private static List<String> startingWith(List<String> lines, String lowerCase) {
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(lowerCase))
                .toList();
    }

    private static EndpointSettings withSubprotocols(String path, String... subprotocols) {
        EndpointSettings defaults = EndpointSettings.at(path);
        return new EndpointSettings(
                path,
                defaults.name(),
                true,
                -1,
                Arrays.asList(subprotocols),
                defaults.origins(),
                1024,
                0,
                0,
                false,
                1024,
                10,
                false,
                0);
    }
}
