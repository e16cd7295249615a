package dev.patchbay.blackbox;

import static dev.patchbay.blackbox.ModuleServerNode.inMsSince;
import static dev.patchbay.blackbox.ModuleServerNode.isAlive;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Workers that are killed, crash and hang, and nodes that end while they work, with the settings as shipped
 * (ModuleServer, §12, rows 19, 20 and 24).
 */
public class ModuleServerFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Each fault has a module of its own, since deaths in a row are answered with pauses. */
    private static final String MODULES = """
            "lamp": ["lab.lamp", "Lamp", null],
            "killed": ["lab.lamp", "Lamp", null],
            "crashing": ["lab.lamp", "Lamp", null],
            "hanging": ["lab.lamp", "Lamp", null]
            """;

    private static final String WORKERS = """
            "lamp": ["lab.lamp", "Lamp", null],
            "busy": ["lab.lamp", "Lamp", null],
            "forking": ["lab.lamp", "Lamp", null]
            """;

    private static ModuleServerNode node;

    @BeforeClass
    public static void startANodeWithModules() throws Exception {
        Proof.only("takes 35 s, most of it looking whether something is left");
        node = ModuleServerNode.started("lamp", MODULES);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Test
    public void aWorkerThatIsKilledServesAgainWithinTwoSecondsAndTheLogIsCritical() throws Exception {
        long lamp = node.pid("lamp");
        long pid = node.pid("killed");
        long killed = System.nanoTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(2, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> isServedByAnother("killed", pid));
        await().atMost(2_000 - inMsSince(killed), TimeUnit.MILLISECONDS)
                .until(() -> !deathsOf("killed").isEmpty());
        JsonObject death = deathsOf("killed").get(0);
        assertEquals("CRITICAL", death.get("levelname").getAsString());
        assertEquals(1, deathsOf("killed").size());
        assertEquals(lamp, node.pid("lamp"));
        assertEquals(List.of(), deathsOf("lamp"));
    }

    private static boolean isServedByAnother(String module, long pid) throws IOException {
        JsonObject answer = FormClient.com(node.port(), module, "pid", "[]");
        return !answer.get("error").getAsBoolean() && answer.get("response").getAsLong() != pid;
    }

    private static List<JsonObject> deathsOf(String module) throws IOException {
        return node.logged("MainProcess", "died", "\"" + module + "\"");
    }

    @Test
    public void whoIsServedWhenTheWorkerEndsIsToldWithinASecond() throws Exception {
        long pid = node.pid("crashing");
        long begin = System.nanoTime();
        String error = node.error("crashing", "crash", "[]");
        assertTrue(inMsSince(begin) + " ms", inMsSince(begin) < 1_000);
        assertTrue(error, error.contains("died during the call"));
        await().atMost(2_000 - inMsSince(begin), TimeUnit.MILLISECONDS).until(() -> isServedByAnother("crashing", pid));
    }

    @Test
    public void aModuleThatHangsHindersNoOtherAndIsReplacedByAReload() throws Exception {
        long pid = node.pid("hanging");
        ExecutorService others = Executors.newFixedThreadPool(1);
        try (FormClient hanging = node.connect()) {
            beginToSleep(hanging, node, "hanging", pid);
            assertServedAtOnce("lamp");
            long begin = System.nanoTime();
            Future<String> reload =
                    others.submit(() -> node.ask("_reload_hanging").getAsString());
            assertServedAtOnce("lamp");
            assertFalse("it waits for the worker", reload.isDone());
            assertEquals("Reloaded \"hanging\"", reload.get(15, TimeUnit.SECONDS));
            long tookInMs = inMsSince(begin);
            assertFalse("the old process is gone", isAlive(pid));
            System.out.println("a module that hangs was reloaded in " + tookInMs + " ms");
            assertTrue(tookInMs + " ms", tookInMs < 15_000);
            assertTrue(hanging.isRefused());
            assertNotEquals(pid, node.pid("hanging"));
        } finally {
            others.shutdownNow();
        }
    }

    private static void assertServedAtOnce(String module) throws Exception {
        long begin = System.nanoTime();
        assertEquals(1, node.com(module, "echo", "[1]").getAsInt());
        assertTrue(inMsSince(begin) + " ms", inMsSince(begin) < 1_000);
    }

    /** Has a module sleep for a minute, and waits until it does. */
    private static void beginToSleep(FormClient client, ModuleServerNode node, String module, long pid)
            throws Exception {
        client.hello(module);
        client.request("\"sleep\"", "[60]", false);
        await().atMost(PATIENCE).until(() -> node.noted().contains("process " + pid + " sleeps"));
    }

    @Test
    public void noWorkerIsLeftTenSecondsAfterSigtermAndThePortIsFree() throws Exception {
        endsWithItsWorkersAndCanBeStartedAgain(Process::destroy);
    }

    @Test
    public void noWorkerIsLeftTenSecondsAfterAKillAndThePortIsFree() throws Exception {
        endsWithItsWorkersAndCanBeStartedAgain(Process::destroyForcibly);
    }

    private static List<String> complaintsOfThePort(ModuleServerNode node) throws IOException {
        return node.process()
                .log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> line.contains(Integer.toString(node.port())))
                .toList();
    }

    private interface End {
        void of(Process process);
    }

    private static void endsWithItsWorkersAndCanBeStartedAgain(End end) throws Exception {
        try (ModuleServerNode ending = ModuleServerNode.started("lamp", WORKERS);
                FormClient kept = ending.connect();
                FormClient busy = ending.connect()) {
            ending.awaitServed("forking");
            List<Long> pids = List.of(
                    ending.pid("lamp"),
                    ending.pid("busy"),
                    ending.pid("forking"),
                    ending.com("forking", "fork", "[]").getAsLong());
            beginToSleep(busy, ending, "busy", pids.get(1));
            kept.hello("lamp");
            assertFalse(kept.call("echo", "[1]", true).get("error").getAsBoolean());
            assertTrue(pids.stream().allMatch(ModuleServerNode::isAlive));

            long begin = System.nanoTime();
            end.of(ending.process().process());
            await().atMost(10, TimeUnit.SECONDS).until(() -> pids.stream().noneMatch(ModuleServerNode::isAlive));
            System.out.println("all workers had ended after " + inMsSince(begin) + " ms");
            assertTrue(kept.isRefused());
            assertTrue(busy.isRefused());
            assertTrue(ending.process().process().waitFor(10_000 - inMsSince(begin), TimeUnit.MILLISECONDS));

            ending.start();
            ending.awaitServed("busy");
            assertEquals("at the first attempt", List.of(), complaintsOfThePort(ending));
        }
    }
}
