package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.UUID;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * A node among original zephservers, by the original's own settings. Of the others in its list one is well, one is
 * down, one accepts and stays silent, one hangs up at once, and one does not even answer an attempt to connect.
 */
public class ZephClusterIT {

    /** Shorter than any time-out towards another node. */
    private static final Duration AT_ONCE = Duration.ofMillis(1500);

    private static final String TRICKY = "grüß \\\"北京\\\" \\\\ \\n 😀 ";

    private static ClusterPlan plan;
    private static BlackHole hole;
    private static ServerSocket silent;
    private static ServerSocket hangingUp;
    private static OriginalNode original;
    private static NodeProcess node;

    @BeforeClass
    public static void startANodeAmongOthers() throws Exception {
        Programs.assume("python3");
        hole = new BlackHole();
        silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        hangingUp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread hangUp = new Thread(ZephClusterIT::hangUp, "hanging-up");
        hangUp.setDaemon(true);
        hangUp.start();
        plan = new ClusterPlan(ClusterPlan.SERVER_LIST, "", "down", "java", "original")
                .but("silent", "127.0.0.1:" + silent.getLocalPort())
                .but("early", "127.0.0.1:" + hangingUp.getLocalPort())
                .but("dark", hole.address());
        original = startOriginal();
        node = plan.launch("java");
        ClusterPlan.equip(node);
        ClusterPlan.awaitNodes(node, "java", "original");
    }

    private static void hangUp() {
        try {
            while (true) {
                hangingUp.accept().close();
            }
        } catch (SocketException e) {
            // the tests are over
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OriginalNode startOriginal() throws Exception {
        return new OriginalNode("original", plan.portOf("original"), "java=127.0.0.1:" + plan.portOf("java"));
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {node, original, silent, hangingUp, hole}) {
            if (each != null) {
                each.close();
            }
        }
    }

    /** A name no other test uses. */
    private static String room() {
        return "http://host/page/" + UUID.randomUUID();
    }

    private static ZephClient page(String room, String name) throws Exception {
        return ZephClient.in(plan.zephPortOf("java"), room, "session-of-" + name);
    }

    private static void assertHeard(String data) throws Exception {
        JsonObject expected = new JsonObject();
        expected.addProperty("event", "say_socket_send");
        expected.addProperty("source", "java");
        expected.add("data", JsonParser.parseString(data));
        assertEquals(expected, original.nextSaid());
    }

    @Test
    public void whatTheOriginalSaysReachesRoomUsersAndAllHere() throws Exception {
        String room = room();
        try (ZephClient ada = page(room, "ada");
                ZephClient eve = page(room, "eve");
                ZephClient leo = page(room(), "leo")) {
            ada.silence();
            original.send("say_socket_send", "{\"room\": \"%s\", \"task\": \"TaskX\", \"data\": [1]}".formatted(room));
            original.send("say_socket_send", "{\"users\": [2, 3], \"task\": \"TaskY\", \"data\": \"grüß 😀\"}");
            original.send("say_socket_send", "{\"all\": true, \"task\": \"TaskZ\", \"data\": {\"n\": null}}");
            for (ZephClient inTheRoom : new ZephClient[] {ada, eve}) {
                inTheRoom.expectAnswer("TaskX", JsonParser.parseString("[1]"));
            }
            for (ZephClient user : new ZephClient[] {eve, leo}) {
                user.expectAnswer("TaskY", "grüß 😀");
            }
            for (ZephClient client : new ZephClient[] {ada, eve, leo}) {
                client.expectAnswer("TaskZ", JsonParser.parseString("{\"n\": null}"));
            }
        }
    }

    @Test
    public void whatIsSaidHereReachesTheOriginalButNotWhatGoesToOneConnection() throws Exception {
        String room = room();
        try (ZephClient ada = page(room, "ada")) {
            ada.task("TaskSay", "{\"to\": \"cid\", \"data\": \"for me\"}");
            ada.expectAnswer("TaskSay", "for me");
            ada.task("TaskSay", "{\"to\": \"room\", \"room\": \"%s\", \"data\": \"grüß\"}".formatted(room));
            ada.expectAnswer("TaskSay", "grüß");
            assertHeard("{\"room\": \"%s\", \"task\": \"TaskSay\", \"data\": \"grüß\"}".formatted(room));
            ada.task("TaskSay", "{\"to\": \"users\", \"ids\": [\"1\", \"9\"], \"data\": 2}");
            ada.expectAnswer("TaskSay", new JsonPrimitive(2));
            JsonObject toUsers = original.nextSaid().getAsJsonObject("data");
            assertEquals(
                    "as numbers, too, by which the original looks them up",
                    JsonParser.parseString("[1, \"1\", 9, \"9\"]"),
                    toUsers.getAsJsonArray("users"));
            assertEquals(2, toUsers.get("data").getAsInt());
            ada.task("TaskSay", "{\"to\": \"all\", \"data\": 3}");
            ada.expectAnswer("TaskSay", new JsonPrimitive(3));
            JsonObject toAll = original.nextSaid().getAsJsonObject("data");
            assertTrue(toAll.toString(), toAll.has("all"));
        }
    }

    @Test
    public void fifteenThousandBytesCrossBothWays() throws Exception {
        String room = room();
        String text = "\"" + TRICKY.repeat(15_000 / TRICKY.length() + 1) + "\"";
        JsonElement whole = JsonParser.parseString(text);
        try (ZephClient ada = page(room, "ada")) {
            original.send(
                    "say_socket_send", "{\"room\": \"%s\", \"task\": \"TaskX\", \"data\": %s}".formatted(room, text));
            ada.expectAnswer("TaskX", whole);
            ada.task("TaskSay", "{\"to\": \"room\", \"room\": \"%s\", \"data\": %s}".formatted(room, text));
            ada.expectAnswer("TaskSay", whole);
            assertEquals(whole, original.nextSaid().getAsJsonObject("data").get("data"));
        }
    }

    @Test
    public void membersThatAreDownSilentOrHangUpDelayNeitherTheTaskNorTheOthers() throws Exception {
        String room = room();
        try (RpcCaller caller = new RpcCaller(node)) {
            for (int i = 0; i < 30; i++) {
                long begin = System.nanoTime();
                say(caller, room, i);
                assertAtOnce(begin);
                assertHeard("{\"room\": \"%s\", \"task\": \"TaskSay\", \"data\": %d}".formatted(room, i));
                assertAtOnce(begin);
            }
        }
    }

    private static void say(RpcCaller caller, String room, int data) throws Exception {
        caller.call(
                "task.run",
                "{\"name\": \"shop.TaskSay\", \"data\": {\"to\": \"room\", \"room\": \"%s\", \"data\": %d}}"
                        .formatted(room, data));
    }

    private static void assertAtOnce(long begin) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue("took " + took, took.compareTo(AT_ONCE) < 0);
    }

    @Test
    public void anOriginalThatWasAwayIsServedAgain() throws Exception {
        String room = room();
        original.close();
        ClusterPlan.awaitNodes(node, "java");
        try (RpcCaller caller = new RpcCaller(node)) {
            long begin = System.nanoTime();
            say(caller, room, 1);
            assertAtOnce(begin);
            original = startOriginal();
            ClusterPlan.awaitNodes(node, "java", "original");
            say(caller, room, 2);
            int heard;
            do {
                heard = original.nextSaid().getAsJsonObject("data").get("data").getAsInt();
            } while (heard == 1);
            assertEquals(2, heard);
        }
    }
}
