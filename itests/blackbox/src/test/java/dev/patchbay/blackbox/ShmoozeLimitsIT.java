package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import dev.patchbay.testing.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Module types with limits: their processes have them and come up against them, and the queue goes on. */
public class ShmoozeLimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String OPEN_FILES = "Max open files";
    private static final String MEMORY = "Max address space";
    private static final String CPU = "Max cpu time";

    private static final int MOST_FILES = 32;
    private static final int MOST_MEBIBYTES = 512;
    private static final long MOST_BYTES = (long) MOST_MEBIBYTES << 20;

    private static NodeProcess node;
    private static int port;

    private LineClient queue;

    @BeforeClass
    public static void startANodeWithTypesThatHaveLimits() throws Exception {
        Programs.assume("python3");
        port = FreePorts.next();
        String probe = Programs.script("probe-module.py", NodeProcess.newHome());
        node = NodeProcess.started("""
                {
                  "ports": {"queue": %d},
                  "http": {"port": %%d},
                  "module": {
                    "types": {
                      "probe": ["python3", "%s"],
                      "files": {"command": ["python3", "%s"], "openFiles": %d},
                      "memory": {"command": ["python3", "%s"], "memoryInBytes": %d},
                      "time": {"command": ["python3", "%s"], "cpuInSeconds": 1}
                    }
                  }
                }
                """.formatted(port, probe, probe, MOST_FILES, probe, MOST_BYTES, probe));
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
    public void leaveNothingBehind() throws Exception {
        for (JsonElement each : queue.result("queue", "{}").getAsJsonArray()) {
            queue.remove(each.getAsJsonObject().get("uid").getAsString());
        }
        queue.close();
    }

    private Footprint footprint(String uid) throws Exception {
        await().atMost(PATIENCE).until(() -> queue.ask(uid, "pid").has("pid"));
        return Footprint.of(queue.ask(uid, "pid").get("pid").getAsLong());
    }

    @Test
    public void processesHaveTheLimitsOfTheirTypeAndNoOthers() throws Exception {
        Footprint own = Footprint.of(node.process().pid());
        Footprint plain = footprint(queue.add("probe", "{}"));
        Footprint files = footprint(queue.add("files", "{}"));
        Footprint memory = footprint(queue.add("memory", "{}"));
        Footprint time = footprint(queue.add("time", "{}"));
        assertEquals(List.of(text(MOST_FILES), text(MOST_FILES)), files.limits(OPEN_FILES));
        assertEquals(List.of(text(MOST_BYTES), text(MOST_BYTES)), memory.limits(MEMORY));
        assertEquals("told, and a second later killed", List.of("1", "2"), time.limits(CPU));
        for (String limit : List.of(OPEN_FILES, MEMORY, CPU)) {
            assertEquals(limit, own.limits(limit), plain.limits(limit));
        }
        assertEquals(plain.limits(MEMORY), files.limits(MEMORY));
        assertEquals(plain.limits(OPEN_FILES), time.limits(OPEN_FILES));
        assertEquals(plain.limits(CPU), memory.limits(CPU));
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    @Test
    public void oneThatOpensTooManyFilesIsRefusedAndSaysSoAndStays() throws Exception {
        String uid = queue.add("files", "{}");
        String plain = queue.add("probe", "{}");
        queue.tell(uid, "open", "{\"count\": 3}");
        String error = queue.error(
                "tell_module",
                "{\"uid\": \"" + uid + "\", \"cmd\": \"open\", \"args\": {\"count\": " + MOST_FILES + "}}");
        assertTrue(error, error.contains("Too many open files"));
        await().atMost(PATIENCE).until(() -> queue.ask(uid, "refused").has("refused"));
        assertEquals(
                "Too many open files", queue.ask(uid, "refused").get("refused").getAsString());
        assertEquals("{}", queue.tell(uid, "echo", "{}").toString());
        queue.tell(plain, "open", "{\"count\": " + MOST_FILES + "}");
    }

    @Test
    public void oneThatDiesForLackOfMemoryIsGoneAndTheNextPlays() throws Exception {
        String uid = queue.add("memory", "{}");
        String next = queue.add("probe", "{}");
        queue.tell(uid, "take", "{\"mebibytes\": " + MOST_MEBIBYTES / 8 + "}");
        assertEquals(
                "Pipe to module unexpectedly closed",
                queue.error(
                        "tell_module",
                        "{\"uid\": \"" + uid + "\", \"cmd\": \"take\", \"args\": {\"mebibytes\": " + MOST_MEBIBYTES
                                + "}}"));
        awaitPlaying(next);
        await().atMost(PATIENCE).until(() -> isPrinted("no memory for " + MOST_MEBIBYTES + " MiB"));
        queue.tell(next, "take", "{\"mebibytes\": " + MOST_MEBIBYTES + "}");
    }

    /** It alone is left, and plays. */
    private void awaitPlaying(String uid) {
        await().atMost(PATIENCE).until(() -> {
            String left = queue.result("queue", "{}").toString();
            return left.equals("[{\"uid\":\"" + uid + "\",\"type\":\"probe\"}]")
                    && queue.tell(uid, "diary", "{}").toString().contains("\"play-\"");
        });
    }

    private static boolean isPrinted(String text) throws Exception {
        try (Stream<Path> logs = Files.list(node.home().resolve("log/processes"))) {
            for (Path log : logs.toList()) {
                if (Files.readString(log).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    public void oneThatWorksLongerThanItsTimeIsEndedAndTheNextPlays() throws Exception {
        String uid = queue.add("time", "{}");
        String next = queue.add("probe", "{}");
        long begin = System.nanoTime();
        queue.tell(next, "work", "{\"seconds\": 1.5}");
        queue.tell(uid, "work", "{\"seconds\": 9}");
        awaitPlaying(next);
        long tookInMs = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        assertTrue("took " + tookInMs + " ms", tookInMs >= 500);
    }
}
