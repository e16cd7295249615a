package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.session.User;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket.Listener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;

public class WebSocketTest {

    @Rule
    public final OpenDoor door = new OpenDoor();

    private final RecordingEndpoint endpoint = new RecordingEndpoint();

    @Test
    public void textsComeBackInOrder() throws Exception {
        door.mount(EndpointSettings.at("/echo"), endpoint);
        try (RawClient client = door.open("/echo")) {
            for (int i = 0; i < 1000; i++) {
                client.sendText("text " + i);
            }
            for (int i = 0; i < 1000; i++) {
                assertEquals("text " + i, client.readText());
            }
        }
    }

    @Test
    public void textsOfEveryLengthSurvive() throws Exception {
        door.mount(EndpointSettings.at("/echo"), endpoint);
        try (RawClient client = door.open("/echo")) {
            for (int length : List.of(0, 1, 125, 126, 127, 65_535, 65_536, 300_000)) {
                String text = "ä".repeat(length / 2) + "x".repeat(length % 2);
                client.sendText(text);
                assertEquals(text, client.readText());
            }
        }
    }

    @Test
    public void jdkClientCanTalkAndClose() throws Exception {
        door.mount(EndpointSettings.at("/jdk"), endpoint);
        LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        Listener listener = new Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(
                    java.net.http.WebSocket webSocket, CharSequence data, boolean last) {
                received.add(data.toString());
                webSocket.request(1);
                return null;
            }
        };
        java.net.http.WebSocket client = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + door.port() + "/jdk"), listener)
                .get(10, TimeUnit.SECONDS);
        client.sendText("hello", true).get(10, TimeUnit.SECONDS);
        assertEquals("hello", received.poll(10, TimeUnit.SECONDS));
        client.sendClose(1000, "bye").get(10, TimeUnit.SECONDS);
        assertEquals("1000 bye", endpoint.nextClosed());
    }

    @Test
    public void fragmentsWithAPingBetweenThemAreOneText() throws Exception {
        door.mount(EndpointSettings.at("/parts"), endpoint);
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = door.open("/parts")) {
            client.send(RawClient.frame(RawClient.TEXT, new byte[] {euro[0]}));
            client.send(RawClient.frame(RawClient.FINAL | RawClient.PING, new byte[] {7}));
            client.send(RawClient.frame(RawClient.CONTINUATION, new byte[] {euro[1]}));
            client.send(RawClient.frame(RawClient.FINAL | RawClient.CONTINUATION, new byte[] {euro[2]}));
            RawClient.Frame pong = client.readFrame();
            assertEquals(RawClient.PONG, pong.opcode());
            assertArrayEquals(new byte[] {7}, pong.payload());
            assertEquals("€", client.readText());
        }
    }

    @Test
    public void frameSentByteByByteIsOneText() throws Exception {
        door.mount(EndpointSettings.at("/slow"), endpoint);
        try (RawClient client = door.open("/slow")) {
            for (byte each :
                    RawClient.frame(RawClient.FINAL | RawClient.TEXT, "dripping".getBytes(StandardCharsets.UTF_8))) {
                client.send(new byte[] {each});
            }
            assertEquals("dripping", client.readText());
        }
    }

    @Test
    public void brokenRulesHaveTheirCloseCodes() throws Exception {
        door.mount(OpenDoor.settings("/rules", true, -1, 100, 1024), endpoint);
        byte[] malformed = {(byte) 0xC3, 0x28};
        assertEquals(1007, closeCodeAfter(RawClient.frame(RawClient.FINAL | RawClient.TEXT, malformed)));
        assertEquals(1009, closeCodeAfter(RawClient.frame(RawClient.FINAL | RawClient.TEXT, new byte[101])));
        assertEquals(1003, closeCodeAfter(RawClient.frame(RawClient.FINAL | RawClient.BINARY, new byte[3])));
        assertEquals(1002, closeCodeAfter(new byte[] {(byte) 0x81, 1, 'x'}));
        assertEquals(1002, closeCodeAfter(RawClient.frame(RawClient.FINAL | 0x40 | RawClient.TEXT, new byte[1])));
        assertEquals(1002, closeCodeAfter(RawClient.frame(RawClient.FINAL | 3, new byte[1])));
        assertEquals(1002, closeCodeAfter(RawClient.frame(RawClient.PING, new byte[1])));
        assertEquals(1002, closeCodeAfter(RawClient.frame(RawClient.FINAL | RawClient.PING, new byte[126])));
        assertEquals(1002, closeCodeAfter(RawClient.frame(RawClient.FINAL | RawClient.CONTINUATION, new byte[1])));
    }

    @Test
    public void fragmentsThatTogetherAreTooLargeCloseIt() throws Exception {
        door.mount(OpenDoor.settings("/rules", true, -1, 100, 1024), endpoint);
        assertEquals(
                1009,
                closeCodeAfter(RawClient.join(
                        RawClient.frame(RawClient.TEXT, new byte[60]),
                        RawClient.frame(RawClient.FINAL | RawClient.CONTINUATION, new byte[60]))));
    }

    @Test
    public void textsAtTheLimitAreTaken() throws Exception {
        door.mount(OpenDoor.settings("/limit", true, -1, 100, 1024), endpoint);
        try (RawClient client = door.open("/limit")) {
            client.sendText("x".repeat(100));
            assertEquals(100, client.readText().length());
        }
    }

    @Test
    public void legalReplacementCharacterIsNotTakenForMalformedText() throws Exception {
        door.mount(EndpointSettings.at("/utf"), endpoint);
        try (RawClient client = door.open("/utf")) {
            client.sendText("a\uFFFDb");
            assertEquals("a\uFFFDb", client.readText());
        }
    }

    @Test
    public void clientsCloseIsEchoedAndTheSocketEnded() throws Exception {
        door.mount(EndpointSettings.at("/bye"), endpoint);
        try (RawClient client = door.open("/bye")) {
            client.sendClose(3000, "enough");
            RawClient.Frame close = client.readFrame();
            assertEquals(RawClient.CLOSE, close.opcode());
            assertEquals(3000, close.closeCode());
            assertEquals("enough", new String(close.payload(), 2, 6, StandardCharsets.UTF_8));
            assertTrue(client.isEnded());
        }
        assertEquals("3000 enough", endpoint.nextClosed());
    }

    @Test
    public void emptyCloseIsAnsweredWithAnEmptyClose() throws Exception {
        door.mount(EndpointSettings.at("/bye"), endpoint);
        try (RawClient client = door.open("/bye")) {
            client.send(RawClient.frame(RawClient.FINAL | RawClient.CLOSE, new byte[0]));
            assertEquals(0, client.readFrame().payload().length);
            assertTrue(client.isEnded());
        }
        assertEquals("1005", endpoint.nextClosed());
    }

    @Test
    public void closingHereSendsWhatWasQueuedAndTellsTheReceiverOnce() throws Exception {
        door.mount(EndpointSettings.at("/end"), endpoint);
        try (RawClient client = door.open("/end")) {
            Connection connection = endpoint.nextOpened();
            assertTrue(connection.post(Message.text("last words")));
            connection.close(4000, "done");
            connection.close(4001, "done twice");
            assertFalse(connection.isOpen());
            assertFalse(connection.send(Message.text("too late")));
            assertEquals("last words", client.readText());
            assertEquals(4000, client.readFrame().closeCode());
            client.sendClose(4000, "done");
            assertTrue(client.isEnded());
        }
        assertEquals("4000 done", endpoint.nextClosed());
        Awaitility.await().until(() -> door.door().connections().sockets().isEmpty());
        assertTrue(endpoint.closed.isEmpty());
    }

    @Test
    public void clientThatDoesNotAnswerTheCloseIsCutOff() throws Exception {
        door.mount(EndpointSettings.at("/mute"), endpoint);
        try (RawClient client = door.open("/mute")) {
            endpoint.nextOpened().close(1000, "");
            assertEquals(1000, client.readCloseCode());
            assertTrue(client.isEnded());
        }
        Awaitility.await().until(() -> door.door().connections().sockets().isEmpty());
        assertEquals(0, door.door().connections().count());
    }

    @Test
    public void lostConnectionTellsTheReceiverOnce() throws Exception {
        door.mount(EndpointSettings.at("/lost"), endpoint);
        door.open("/lost").reset();
        door.open("/lost").close();
        assertEquals("1006", endpoint.nextClosed());
        assertEquals("1006", endpoint.nextClosed());
        Awaitility.await().until(() -> door.door().connections().sockets().isEmpty());
        assertTrue(endpoint.closed.isEmpty());
    }

    @Test
    public void receiverThatFailsClosesOnlyItsConnection() throws Exception {
        RecordingEndpoint failing = new RecordingEndpoint() {
            @Override
            void answer(Connection connection, String text) {
                if (text.equals("fail")) {
                    throw new IllegalStateException("as asked");
                }
                super.answer(connection, text);
            }
        };
        door.mount(EndpointSettings.at("/fail"), failing);
        try (RawClient good = door.open("/fail");
                RawClient bad = door.open("/fail")) {
            bad.sendText("fail");
            assertEquals(1011, bad.readCloseCode());
            good.sendText("still here");
            assertEquals("still here", good.readText());
        }
    }

    @Test
    public void endpointThatFailsToOpenClosesTheConnection() throws Exception {
        door.mount(EndpointSettings.at("/broken"), connection -> {
            throw new IllegalStateException("as asked");
        });
        try (RawClient client = door.open("/broken")) {
            assertEquals(1011, client.readCloseCode());
        }
        Awaitility.await().until(() -> door.door().connections().sockets().isEmpty());
    }

    @Test
    public void endpointThatClosesWhileOpeningIsToldOfTheEnd() throws Exception {
        LinkedBlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
        door.mount(EndpointSettings.at("/no"), connection -> {
            connection.close(1008, "not you");
            return new MessageReceiver() {
                @Override
                public void onText(Connection from, String text) {}

                @Override
                public void onClosed(Connection from, int code, String reason) {
                    codes.add(code);
                }
            };
        });
        try (RawClient client = door.open("/no")) {
            assertEquals(1008, client.readCloseCode());
        }
        assertEquals(Integer.valueOf(1008), codes.poll(10, TimeUnit.SECONDS));
        assertNull(codes.poll());
    }

    @Test
    public void greetingOfTheEndpointComesBehindTheAnswer() throws Exception {
        door.mount(EndpointSettings.at("/hello"), connection -> {
            connection.send(Message.text("welcome"));
            return (from, text) -> {};
        });
        for (int i = 0; i < 50; i++) {
            try (RawClient client = door.open("/hello")) {
                assertEquals("welcome", client.readText());
            }
        }
    }

    @Test
    public void disablingClosesWithGoingAwayAndEnablingLetsInAgain() throws Exception {
        EndpointSettings on = OpenDoor.settings("/switch", true, 1, 1024, 1024);
        FakeReference reference = door.mount(on, endpoint);
        try (RawClient client = door.open("/switch")) {
            endpoint.nextOpened();
            door.change(reference, OpenDoor.settings("/switch", false, 1, 1024, 1024), endpoint);
            assertEquals(0, door.door().connections().count());
            assertEquals(1001, client.readCloseCode());
            try (RawClient other = door.connect()) {
                assertTrue(other.upgrade("/switch").startsWith("HTTP/1.1 403 "));
            }
            door.change(reference, on, endpoint);
            door.open("/switch").close();
        }
        assertEquals("1001", endpoint.nextClosed());
    }

    @Test
    public void changedLimitsHoldForOpenConnections() throws Exception {
        FakeReference reference = door.mount(OpenDoor.settings("/limits", true, -1, 1000, 1024), endpoint);
        try (RawClient client = door.open("/limits")) {
            client.sendText("x".repeat(500));
            assertEquals(500, client.readText().length());
            door.change(reference, OpenDoor.settings("/limits", true, -1, 100, 1024), endpoint);
            client.sendText("x".repeat(500));
            assertEquals(1009, client.readCloseCode());
        }
    }

    @Test
    public void silentConnectionIsClosedAndTalkingOneIsNot() throws Exception {
        door.mount(timed("/idle", 400, 0), endpoint);
        try (RawClient silent = door.open("/idle");
                RawClient talking = door.open("/idle")) {
            Awaitility.await().pollInterval(50, TimeUnit.MILLISECONDS).until(() -> {
                talking.sendText("here");
                talking.readText();
                return door.door().connections().count() == 1;
            });
            assertEquals(1001, silent.readCloseCode());
            talking.sendText("still");
            assertEquals("still", talking.readText());
        }
    }

    @Test
    public void serverPingsWhereTheEndpointWantsIt() throws Exception {
        door.mount(timed("/ping", 0, 100), endpoint);
        try (RawClient client = door.open("/ping")) {
            assertEquals(RawClient.PING, client.readFrame().opcode());
            assertEquals(RawClient.PING, client.readFrame().opcode());
        }
    }

    @Test
    public void usersSignInOnTheirOwnConnection() throws Exception {
        door.mount(EndpointSettings.at("/who"), endpoint);
        try (RawClient one = door.open("/who")) {
            Connection first = endpoint.nextOpened();
            RawClient two = door.open("/who");
            Connection second = endpoint.nextOpened();
            first.signIn(new User("1", "ada", Set.of()));
            assertEquals("ada", first.user().username());
            assertTrue(second.user().isAnonymous());
            assertEquals(List.of(first, second), door.door().connections().open());
            one.sendText("one");
            two.sendText("two");
            assertEquals("one", one.readText());
            assertEquals("two", two.readText());
            two.close();
        }
    }

    @Test
    public void compressionIsUsedOnlyWhereItIsAllowedAndOffered() throws Exception {
        door.mount(
                new EndpointSettings(
                        "/zip", "zip", true, -1, List.of(), List.of("*"), 10_000, 0, 0, true, 1 << 20, 100, false, 0),
                endpoint);
        String text = "again and ".repeat(100);
        try (RawClient client = door.connect()) {
            String head =
                    client.upgrade("/zip", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
            assertTrue(head, head.contains("Sec-WebSocket-Extensions: permessage-deflate"));
            assertEquals(0, head.length() % 128);
            for (int i = 0; i < 3; i++) {
                client.send(RawClient.frame(RawClient.FINAL | 0x40 | RawClient.TEXT, Deflate.compress(text)));
                RawClient.Frame frame = client.readFrame();
                assertEquals(RawClient.FINAL | 0x40 | RawClient.TEXT, frame.first());
                assertTrue(frame.payload().length < 100);
                assertEquals(text, Deflate.decompress(frame.payload()));
            }
            client.sendText("short");
            assertEquals("short", client.readText());
            client.send(RawClient.frame(
                    RawClient.FINAL | 0x40 | RawClient.TEXT, Deflate.compress("a bomb ".repeat(100_000))));
            assertEquals(1009, client.readCloseCode());
        }
        try (RawClient client = door.open("/zip")) {
            client.sendText(text);
            assertEquals(text, client.readText());
        }
    }

    private int closeCodeAfter(byte[] frames) throws Exception {
        try (RawClient client = door.open("/rules")) {
            client.send(frames);
            return client.readCloseCode();
        }
    }

    private static EndpointSettings timed(String path, long idleTimeoutInMs, long pingIntervalInMs) {
        return new EndpointSettings(
                path,
                "timed",
                true,
                -1,
                List.of(),
                List.of("*"),
                1024,
                idleTimeoutInMs,
                pingIntervalInMs,
                false,
                1 << 20,
                100,
                false,
                0);
    }
}
