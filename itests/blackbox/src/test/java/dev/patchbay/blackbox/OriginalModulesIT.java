package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import dev.patchbay.testing.FreePorts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Modules that behave as those with the original's helper do, for which nothing may be asked of them. */
public class OriginalModulesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static NodeProcess node;
    private static int port;

    private LineClient queue;

    @BeforeClass
    public static void startANode() throws Exception {
        Proof.only("takes 20 s");
        Programs.assume("python3");
        port = FreePorts.next();
        String script = Programs.script("original-habits.py", NodeProcess.newHome());
        node = NodeProcess.started("""
                {
                  "ports": {"queue": %d},
                  "http": {"port": %%d},
                  "module": {
                    "types": {
                      "text": ["python3", "%s"],
                      "problem": ["python3", "%s"],
                      "text_bg": {"command": ["python3", "%s"], "background": true}
                    }
                  }
                }
                """.formatted(port, script, script, script));
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Before
    public void connect() throws Exception {
        queue = new LineClient(port);
    }

    @After
    public void disconnect() throws Exception {
        queue.close();
    }

    private String playing() throws Exception {
        return queue.result("queue", "{}").toString();
    }

    private long pid(String uid) throws Exception {
        await().atMost(PATIENCE).until(() -> queue.ask(uid, "pid").has("pid"));
        return queue.ask(uid, "pid").get("pid").getAsLong();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    public void aTextOfTwoSecondsLeavesByItselfAndIsEndedWhereverItGoesRound() throws Exception {
        String uid = queue.add("text", "{\"text\": \"Grüße\", \"duration\": 2}");
        long begin = System.nanoTime();
        long pid = pid(uid);
        assertEquals("Grüße", queue.ask(uid, "text").get("text").getAsString());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> playing().equals("[]"));
        long leftInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue("left after " + leftInMs + " ms", leftInMs >= 1_900 && leftInMs < 4_000);
        assertTrue("goes round until it is told to end", isAlive(pid));
        await().atMost(Duration.ofSeconds(8)).until(() -> !isAlive(pid));
    }

    @Test
    public void theBackgroundMakesRoomAndComesBackAndAnotherTakesItsPlace() throws Exception {
        String first = background("{\"text\": \"First\"}");
        String text = queue.add("text", "{\"text\": \"Hello\"}");
        queue.remove(text);
        assertEquals(
                "[\"init\",\"play\",\"suspend\",\"play\",\"do_diary\"]",
                queue.result("tell_background", "{\"uid\": \"" + first + "\", \"cmd\": \"diary\"}")
                        .toString());
        long pid = queue.result("ask_background", "{\"uid\": \"" + first + "\", \"parameters\": [\"pid\"]}")
                .getAsJsonObject()
                .get("pid")
                .getAsLong();
        String second = background("{\"text\": \"Second\"}");
        JsonObject shown = queue.result("bg", "{\"parameters\": {\"text_bg\": [\"text\"]}}")
                .getAsJsonObject();
        assertEquals(second, shown.get("uid").getAsString());
        assertEquals("{\"text\":\"Second\"}", shown.get("parameters").toString());
        await().atMost(PATIENCE).until(() -> !isAlive(pid));
        queue.remove(second);
    }

    private String background(String args) throws Exception {
        String uid = queue.result("set_bg", "{\"type\": \"text_bg\", \"args\": " + args + "}")
                .getAsJsonObject()
                .get("uid")
                .getAsString();
        String name = "{\"uid\": \"" + uid + "\", \"parameters\": [\"text\"]}";
        await().atMost(PATIENCE)
                .until(() ->
                        queue.result("ask_background", name).getAsJsonObject().has("text"));
        return uid;
    }

    @Test
    public void aProblemOfOneReachesWhoeverToldItAndItStays() throws Exception {
        String uid = queue.add("problem", "{}");
        assertEquals("no more paper", refusal(uid, "problem", "{\"message\": \"no more paper\"}"));
        assertEquals("Unrecognized command", refusal(uid, "dance", "{}"));
        assertTrue(refusal(uid, "problem", "{\"loud\": true}").contains("loud"));
        assertTrue(playing(), playing().contains(uid));
        queue.remove(uid);
        assertEquals("[]", playing());
    }

    private String refusal(String uid, String cmd, String args) throws Exception {
        return queue.error(
                "tell_module", "{\"uid\": \"" + uid + "\", \"cmd\": \"" + cmd + "\", \"args\": " + args + "}");
    }

    @Test
    public void oneThatTalksALotAndReadsNoAnswerIsHeardAndStillObeys() throws Exception {
        int count = 100_000;
        String uid = queue.add("text", "{\"text\": \"talks\"}");
        queue.tell(uid, "talk", "{\"count\": " + count + "}");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            queue.tell(uid, "diary", "{}");
            JsonObject said = queue.ask(uid, "said");
            return said.has("said") && said.get("said").getAsInt() == count - 1;
        });
        queue.remove(uid);
        assertEquals("[]", playing());
    }
}
