package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What a page written for zephserver sees: the original's settings, tasks named by its ids, a client that knows the wire. */
public class ZephserverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MORE_TASKS = ", \"TaskGone\": \"shop.tasks/TaskGone\", \"TaskBad\": \"a/b/c\","
            + " \"TaskPing\": \"zephserver.task.task_ping/TaskPing\"";
    private static final String SESSIONS = """
            {"session-of-alice": {"id": 1, "username": "alice", "roles": ["staff"]},
             "session-of-bob": {"id": 2, "username": "bob"},
             "session-of-zoe": {"id": 3, "username": "Zoë 北京"}}""";

    private static NodeProcess node;
    private static int port;

    @BeforeClass
    public static void startANodeWithTheOriginalsSettings() throws Exception {
        port = FreePorts.next();
        node = started(port, "");
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static NodeProcess started(int zephPort, String moreSettings) throws Exception {
        String tasks = TaskJar.TASKS.stream()
                .map("\"%1$s\": \"shop.tasks/%1$s\""::formatted)
                .collect(Collectors.joining(", ", "{", MORE_TASKS + "}"));
        NodeProcess started = NodeProcess.started("{\"http\": {\"port\": %d}, \"PORT_ZEPH\": " + zephPort
                + ", \"TASKS_PATH\": " + tasks + ", \"SAME_DOMAIN\": false, \"session\": {\"sessions\": " + SESSIONS
                + "}"
                + moreSettings + "}");
        try {
            started.deploy(TaskJar.build(), "shop.jar");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> answers(zephPort));
            return started;
        } catch (RuntimeException | IOException | AssertionError e) {
            String log = started.log();
            started.close();
            throw new AssertionError("The tasks do not answer; the node's log:\n" + log, e);
        }
    }

    /** Whether every task is there; one that is not yet is silent. */
    private static boolean answers(int zephPort) throws Exception {
        try (ZephClient client = new ZephClient(zephPort)) {
            client.hello("start", null);
            client.next();
            for (String task : TaskJar.TASKS) {
                client.task(task, "{\"to\": \"cid\", \"file\": \"\"}", "session-of-alice");
            }
            int silent = Set.of("TaskThrow", "TaskBlock").size();
            return client.countWithin(Duration.ofSeconds(2), TaskJar.TASKS.size() - silent);
        }
    }

    /** A name no other test uses. */
    private static String room() {
        return "http://host/page/" + UUID.randomUUID();
    }

    @Test
    public void aUserSeesHimselfComeAndOthersSeeHimComeAndGo() throws Exception {
        String room = room();
        try (ZephClient alice = new ZephClient(port)) {
            alice.hello(room, "session-of-alice");
            alice.expectJoin("alice");
            alice.expectUserList("alice");
            try (ZephClient zoe = new ZephClient(port)) {
                zoe.hello(room, "session-of-zoe");
                for (ZephClient client : List.of(zoe, alice)) {
                    client.expectJoin("Zoë 北京");
                    client.expectUserList("alice", "Zoë 北京");
                }
            }
            alice.expectLeave("Zoë 北京");
            alice.expectUserList("alice");
        }
    }

    @Test
    public void theLastOneTakesTheRoomWithHim() throws Exception {
        String room = room();
        try (ZephClient alice = ZephClient.in(port, room, "session-of-alice")) {
            alice.expectSilence();
        }
        await().atMost(PATIENCE).until(() -> firstUserList(room).equals("[]"));
    }

    private static String firstUserList(String room) throws Exception {
        try (ZephClient nobody = new ZephClient(port)) {
            nobody.hello(room, null);
            return nobody.next().get("data").toString();
        }
    }

    @Test
    public void somebodyAnonymousIsNotAnnouncedAndIsCleanedUp() throws Exception {
        String room = room();
        try (ZephClient alice = ZephClient.in(port, room, "session-of-alice")) {
            try (ZephClient nobody = new ZephClient(port)) {
                nobody.hello(room, "a session nobody knows");
                nobody.expectUserList("alice");
                alice.expectUserList("alice");
            }
            alice.expectUserList("alice");
            alice.expectSilence();
        }
    }

    @Test
    public void anAnswerGoesToItsSenderOnlyAndIsWhatTheTaskSaid() throws Exception {
        String room = room();
        String data =
                "{\"text\":\"grüß 北京 \uD83D\uDE00 \\u0001\\\"\",\"when\":1700000000000,\"all\":[null,true,0.1,{}]}";
        try (ZephClient alice = ZephClient.in(port, room, "session-of-alice");
                ZephClient bob = ZephClient.in(port, room, "session-of-bob")) {
            alice.silence();
            alice.task("TaskEcho", data);
            JsonObject answer = alice.next();
            assertEquals(Set.of("data", "task"), answer.keySet());
            assertEquals(JsonParser.parseString(data), answer.get("data"));
            assertTrue(answer.toString(), answer.toString().contains("\"when\":1700000000000,"));
            bob.expectSilence();
        }
    }

    @Test
    public void aTaskGetsTheWholeRequest() throws Exception {
        try (ZephClient alice = ZephClient.in(port, room(), null)) {
            alice.task("TaskKeys", "{\"x\": 1}", "session-of-alice");
            JsonObject request = alice.next().getAsJsonObject("data");
            assertEquals(
                    Set.of("task", "data", "room", "session_id", "date", "cid", "usersession", "user", "authorized"),
                    request.keySet());
            assertEquals("TaskKeys", request.get("task").getAsString());
            assertEquals("1700000000000", request.get("date").toString());
            assertTrue(request.get("cid").getAsString().matches("[0-9a-f]{32}"));
            assertTrue(request.get("authorized").getAsBoolean());
            JsonObject user = request.getAsJsonObject("usersession");
            assertEquals("1", user.get("id").getAsString());
            assertEquals("alice", user.get("username").getAsString());
            alice.task("TaskKeys", "{}");
            assertTrue(alice.next().getAsJsonObject("data").get("usersession").isJsonNull());
        }
    }

    @Test
    public void aCookieIsNoSessionWhereSameDomainIsFalse() throws Exception {
        try (ZephClient page = new ZephClient(port, Map.of("Cookie", "sessionid=session-of-alice"))) {
            page.hello(room(), "session-of-bob");
            page.expectJoin("bob");
            page.expectUserList("bob");
            page.hello(room(), null);
            page.expectUserList();
        }
    }

    @Test
    public void whatIsSaidReachesExactlyThoseItIsSaidTo() throws Exception {
        String room = room();
        try (ZephClient alice = ZephClient.in(port, room, "session-of-alice");
                ZephClient again = ZephClient.in(port, room(), "session-of-alice");
                ZephClient bob = ZephClient.in(port, room, "session-of-bob");
                ZephClient zoe = ZephClient.in(port, room(), "session-of-zoe")) {
            alice.silence();
            say(bob, "{\"to\": \"room\", \"room\": \"%s\", \"data\": \"to the room\"}".formatted(room));
            hear("to the room", alice, bob);
            say(zoe, "{\"to\": \"users\", \"ids\": [\"1\", \"none\"], \"data\": \"to alice\"}");
            hear("to alice", alice, again);
            say(zoe, "{\"to\": \"all\", \"data\": \"to all\"}");
            hear("to all", alice, again, bob, zoe);
            say(bob, "{\"to\": \"cid\", \"data\": \"to myself\"}");
            hear("to myself", bob);
            say(bob, "{\"to\": \"others\", \"data\": \"to the others\"}");
            hear("to the others", alice);
            for (ZephClient client : List.of(alice, again, bob, zoe)) {
                client.expectSilence();
            }
        }
    }

    private static void say(ZephClient client, String data) {
        client.task("TaskSay", data);
    }

    private static void hear(String text, ZephClient... clients) throws Exception {
        for (ZephClient client : clients) {
            client.expectAnswer("TaskSay", text);
        }
    }

    @Test
    public void whoMayNotGetsSilenceAndHisConnectionWorks() throws Exception {
        try (ZephClient client = ZephClient.in(port, room(), null)) {
            for (String session : new String[] {"session-of-bob", null, "a session nobody knows"}) {
                client.task("TaskStaff", "{}", session);
                client.task("TaskAlice", "{}", session);
                client.expectSilence();
            }
            client.task("TaskStaff", "{}", "session-of-alice");
            client.expectAnswer("TaskStaff", "for staff");
            client.task("TaskAlice", "{}", "session-of-alice");
            client.expectAnswer("TaskAlice", "for alice");
        }
    }

    @Test
    public void tasksThatCannotAnswerAreSilentAndTheConnectionLives() throws Exception {
        try (ZephClient client = ZephClient.in(port, room(), null)) {
            for (String task :
                    List.of("TaskNobodyKnows", "TaskThrow", "TaskBad", "TaskGone", "TaskPing", "shop.TaskEcho", "")) {
                client.task(task, "{}");
                client.expectSilence();
            }
            client.send("{\"task\": 5, \"data\": {}}");
            client.expectSilence();
        }
        assertTrue(node.log().contains("TaskNobodyKnows"));
        assertTrue(node.log().contains("shop.tasks/TaskGone"));
    }

    @Test
    public void aTaskRightBehindTheHelloIsAnsweredInOrder() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            upgrade(socket, in);
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            segment.write(frame("{\"room\": \"%s\", \"session_id\": \"session-of-alice\"}".formatted(room())));
            segment.write(frame("{\"task\": \"TaskEcho\", \"data\": \"early\", \"session_id\": \"session-of-alice\"}"));
            socket.getOutputStream().write(segment.toByteArray());
            assertTrue(nextText(in).contains("\"join\""));
            assertTrue(nextText(in).contains("\"user_list\""));
            assertEquals(
                    JsonParser.parseString("{\"data\": \"early\", \"task\": \"TaskEcho\"}"),
                    JsonParser.parseString(nextText(in)));
        }
    }

    private static void upgrade(Socket socket, DataInputStream in) throws IOException {
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Origin: http://somewhere.else.example\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        assertTrue(head.toString(), head.toString().startsWith("HTTP/1.1 101 "));
    }

    /** A short masked text frame; a mask of zeros changes nothing. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        boolean isLong = payload.length > 125;
        ByteBuffer frame =
                ByteBuffer.allocate(payload.length + (isLong ? 8 : 6)).put((byte) 0x81);
        if (isLong) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | payload.length));
        }
        return frame.putInt(0).put(payload).array();
    }

    /** The next text frame of at most 65535 bytes. */
    private static String nextText(DataInputStream in) throws IOException {
        assertEquals(0x81, in.readUnsignedByte());
        int length = in.readUnsignedByte();
        return new String(in.readNBytes(length == 126 ? in.readUnsignedShort() : length), StandardCharsets.UTF_8);
    }

    @Test
    public void aBlockingTaskDelaysNothingAndEndsWithTheNode() throws Exception {
        int ownPort = FreePorts.next();
        NodeProcess own = started(ownPort, "");
        Path file = own.home().resolve("task.txt");
        ZephClient client = ZephClient.in(ownPort, room(), null);
        client.task("TaskBlock", "{\"file\": \"%s\"}".formatted(file));
        await().atMost(PATIENCE)
                .until(() -> Files.exists(file) && !Files.readString(file).isEmpty());
        client.expectSilence();
        assertEquals("begun", Files.readString(file));
        own.process().destroy();
        assertEquals(1001, client.closeCode());
        assertTrue(own.process().waitFor(15, TimeUnit.SECONDS));
        assertEquals("interrupted", Files.readString(file));
    }

    @Test
    public void junkEndsItsConnectionWithACodeAndNoOther() throws Exception {
        try (ZephClient healthy = ZephClient.in(port, room(), null)) {
            assertEquals(1007, closeCodeAfter("nope"));
            assertEquals(1007, closeCodeAfter("[]"));
            assertEquals(1007, closeCodeAfter("7"));
            assertEquals(1007, closeCodeAfter("\"text\""));
            assertEquals(1007, closeCodeAfter(""));
            assertEquals(1007, closeCodeAfter("{\"room\": \"r\""));
            assertEquals(1007, closeCodeAfter("[".repeat(100_000)));
            assertEquals(1008, closeCodeAfter("{\"task\": \"TaskEcho\", \"data\": 1}"));
            assertEquals(1008, closeCodeAfter("{\"session_id\": \"session-of-alice\"}"));
            assertEquals(1008, closeCodeAfter("{\"room\": 5}"));
            try (ZephClient binary = new ZephClient(port)) {
                binary.raw().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
                assertEquals(1003, binary.closeCode());
            }
            healthy.expectSilence();
        }
    }

    private static int closeCodeAfter(String text) throws Exception {
        try (ZephClient client = new ZephClient(port)) {
            client.send(text);
            return client.closeCode();
        }
    }

    @Test
    public void anyOriginMayConnectAndBothPortsAnswer() throws Exception {
        for (String origin : List.of("null", "https://evil.example", "http://127.0.0.1:" + port)) {
            try (ZephClient client = new ZephClient(port, origin);
                    ZephClient main = new ZephClient(node.port(), origin)) {
                client.hello("r", null);
                main.hello("r", null);
                client.silence();
                main.silence();
            }
        }
    }

    @Test
    public void theOwnPortAnswersNothingElse() {
        URI rpc = URI.create("ws://127.0.0.1:" + port + "/rpc");
        assertThrows(
                CompletionException.class,
                () -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(rpc, new WebSocket.Listener() {})
                        .join());
    }

    @Test
    public void aConnectionThatPingsOutlivesTheIdleTimeAndASilentOneDoesNot() throws Exception {
        int ownPort = FreePorts.next();
        try (NodeProcess own =
                started(ownPort, ", \"zephserver\": {\"idleTimeoutInMs\": 2000, \"pingIntervalInMs\": 0}")) {
            assertSurvives(own, ownPort, 400, 2);
        }
    }

    @Test
    public void aConnectionWithThePingsOfTheOriginalSurvivesFiveMinutes() throws Exception {
        Proof.only("takes 6 minutes");
        int ownPort = FreePorts.next();
        try (NodeProcess own = started(ownPort, ", \"zephserver\": {\"pingIntervalInMs\": 0}")) {
            assertSurvives(own, ownPort, 45_000, 3);
        }
    }

    /** While as many silent connections as that come to their end one after the other, one that pings lives. */
    private static void assertSurvives(NodeProcess own, int ownPort, long pingInMs, int silentConnections)
            throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (ZephClient pinging = ZephClient.in(ownPort, room(), null)) {
            var unused = timer.scheduleAtFixedRate(
                    () -> pinging.task("TaskPing", "{}"), pingInMs, pingInMs, TimeUnit.MILLISECONDS);
            for (int i = 0; i < silentConnections; i++) {
                try (ZephClient silent = ZephClient.in(ownPort, room(), null)) {
                    await().atMost(Duration.ofMinutes(4)).until(silent::isClosed);
                    assertEquals(1001, silent.closeCode());
                }
            }
            timer.shutdown();
            assertTrue(timer.awaitTermination(10, TimeUnit.SECONDS));
            assertFalse(own.log(), pinging.isClosed());
            pinging.expectSilence();
        } finally {
            timer.shutdownNow();
        }
    }
}
