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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Modules whose exit hooks fail, or never end (ModuleServer, §6, steps 5 and 6), with times that are short. */
public class ModuleServerLeavingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int STOP_IN_MS = 600;
    private static final int TERM_IN_MS = 400;

    /** What the end of a process may take beyond these, on a machine that has more to do. */
    private static final int SLACK_IN_MS = 5_000;

    private static final Map<String, String> SHORT =
            Map.of("worker", "\"stopInMs\": " + STOP_IN_MS + ", \"termInMs\": " + TERM_IN_MS);

    private static final String STAYING = """
            "lamp": ["lab.lamp", "Lamp", null],
            "reloaded": ["lab.lamp", "Failing", null],
            "renewed": ["lab.lamp", "Clinging", null],
            "changing": ["lab.changing", "Failing", null]
            """;

    private static final String MODULES = STAYING + """
            , "failing": ["lab.lamp", "Failing", null],
            "clinging": ["lab.lamp", "Clinging", null]
            """;

    private static ModuleServerNode node;

    @BeforeClass
    public static void startANodeWithModulesThatDoNotLeaveInOrder() throws Exception {
        node = started();
    }

    private static ModuleServerNode started() throws Exception {
        ModuleServerNode started = ModuleServerNode.started("lamp", MODULES, SHORT);
        for (String module : List.of("failing", "clinging", "reloaded", "renewed", "changing")) {
            started.awaitServed(module);
        }
        return started;
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Test
    public void onesThatAreNoLongerConfiguredAreGoneInTheirTime() throws Exception {
        long lamp = node.pid("lamp");
        long failing = node.pid("failing");
        long clinging = node.pid("clinging");
        long begin = System.nanoTime();
        node.configure(STAYING);
        assertEquals("Reloaded config", node.ask("_reload_").getAsString());
        assertFalse(isAlive(failing));
        assertFalse(isAlive(clinging));
        assertKilledInTime(begin, node, clinging);
        assertLeftUnwillingly(node);
        assertTrue(node.error("failing", "pid", "[]").contains("failing does not exist"));
        assertEquals("the others stay", lamp, node.pid("lamp"));
    }

    @Test
    public void onesThatAreReloadedAreServedByAnotherProcessInTheirTime() throws Exception {
        long failing = node.pid("reloaded");
        assertEquals("Reloaded \"reloaded\"", node.ask("_reload_reloaded").getAsString());
        assertFalse(isAlive(failing));
        assertNotEquals(failing, node.pid("reloaded"));
        assertHookFailed(node, "reloaded");

        long clinging = node.pid("renewed");
        long begin = System.nanoTime();
        assertEquals("Reloaded \"renewed\"", node.ask("_reload_renewed").getAsString());
        assertFalse(isAlive(clinging));
        assertKilledInTime(begin, node, clinging);
        assertNotEquals(clinging, node.pid("renewed"));
    }

    @Test
    public void aNodeThatStopsWaitsForThemInTheirTimeAndNoneIsLeft() throws Exception {
        ModuleServerNode stopping = started();
        long failing = stopping.pid("failing");
        long clinging = stopping.pid("clinging");
        long begin = System.nanoTime();
        stopping.close();
        assertKilledInTime(begin, stopping, clinging);
        assertFalse(isAlive(failing));
        assertFalse(isAlive(clinging));
        assertLeftUnwillingly(stopping);
    }

    @Test
    public void aHookThatFailsWhenTheCodeHasChangedIsNoReasonNotToServeTheNewCode() throws Exception {
        long pid = node.pid("changing");
        Path code = node.lab().resolve("changing.py");
        Files.writeString(code, Files.readString(code).replaceFirst("VERSION = 1", "VERSION = 7"));
        await().atMost(PATIENCE)
                .until(() -> node.com("changing", "version", "[]").getAsInt() == 7);
        assertEquals(pid, node.pid("changing"));
        assertHookFailed(node, "changing");
    }

    @Test
    public void aHookThatNeverEndsWhenTheCodeHasChangedHoldsOnlyItsOwnClientsAndAReloadRepairsIt() throws Exception {
        Path code = Files.copy(node.lab().resolve("lamp.py"), node.lab().resolve("clung.py"));
        node.configure(MODULES + ", \"clung\": [\"lab.clung\", \"Clinging\", null]");
        node.awaitServed("clung");
        long pid = node.pid("clung");
        Files.writeString(code, Files.readString(code).replaceFirst("VERSION = 1", "VERSION = 7"));
        await().atMost(PATIENCE).until(() -> node.noted().contains("process " + pid + " clings"));
        try (FormClient waiting = node.connect()) {
            assertEquals("ack", waiting.hello("clung").get("response").getAsString());
            waiting.request("\"version\"", "[]", false);
            assertEquals(1, node.com("lamp", "echo", "[1]").getAsInt());
            long begin = System.nanoTime();
            assertEquals("Reloaded \"clung\"", node.ask("_reload_clung").getAsString());
            assertKilledInTime(begin, node, pid);
            assertFalse(isAlive(pid));
            assertEquals(7, waiting.answer().get("response").getAsInt());
        }
    }

    private static void assertKilledInTime(long begin, ModuleServerNode node, long clinging) throws IOException {
        long tookInMs = inMsSince(begin);
        assertTrue("its hook ran", node.noted().contains("process " + clinging + " clings"));
        assertTrue(
                "took " + tookInMs + " ms",
                tookInMs >= STOP_IN_MS + TERM_IN_MS && tookInMs < STOP_IN_MS + TERM_IN_MS + SLACK_IN_MS);
    }

    private static void assertLeftUnwillingly(ModuleServerNode node) throws IOException {
        assertHookFailed(node, "failing");
        assertUnloaded(node, "failing");
        assertUnloaded(node, "clinging");
    }

    private static void assertHookFailed(ModuleServerNode node, String module) throws IOException {
        await().atMost(PATIENCE).until(() -> !hookFailures(node, module).isEmpty());
        JsonObject failure = hookFailures(node, module).get(0);
        assertEquals("ERROR", failure.get("levelname").getAsString());
        JsonObject exception = failure.getAsJsonObject("exc_info");
        assertEquals("RuntimeError", exception.get("type").getAsString());
        assertEquals("the door is locked", exception.get("msg").getAsString());
    }

    private static List<JsonObject> hookFailures(ModuleServerNode node, String module) throws IOException {
        return node.logged(module, "The exit hook of %s failed");
    }

    private static void assertUnloaded(ModuleServerNode node, String module) {
        String quoted = "\"" + module + "\"";
        await().atMost(PATIENCE)
                .until(() -> !node.logged("MainProcess", "Module %s is unloaded", quoted)
                        .isEmpty());
    }
}
