package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** A node that somebody starts at a terminal: its own shell, and what Ctrl-C and Ctrl-D do there. */
public class TerminalIT {

    private static final String PROMPT = "patchbay> ";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String TASKS = "tasks\r";
    private static final String HELLO = "hello-task/";
    private static final String NOTHING = "";
    private static final String LEFT = "Ctrl-C stops it, 'patchbay shell' comes back.";
    private static final int ENDED_BY_SIGINT = 130;

    private static NodeProcess startedWith(List<String> steps, String... options) throws IOException {
        Path home = NodeProcess.newHome();
        Path deploy = Files.createDirectory(home.resolve("deploy"));
        Files.copy(Path.of(System.getProperty("examples"), "hello-task.jar"), deploy.resolve("hello-task.jar"));
        int port = FreePorts.next();
        return NodeProcess.inTerminal(home, "{\"http\": {\"port\": %d}}".formatted(port), port, steps, options);
    }

    private static void assertEndsInOrder(int exit, NodeProcess node) throws Exception {
        assertTrue(node.output(), node.process().waitFor(60, TimeUnit.SECONDS));
        assertEquals(node.output(), exit, node.process().exitValue());
        assertEquals("", Files.readString(node.home().resolve("data/patchbay.lock")));
    }

    @Test
    public void runOpensAShellAndCtrlDLeavesTheNodeRunning() throws Exception {
        List<String> steps = List.of(PROMPT, TASKS, HELLO, NOTHING, PROMPT, CTRL_D, LEFT);
        try (NodeProcess node = startedWith(steps)) {
            node.awaitOutput(LEFT);
            try (TextSocket socket = new TextSocket(node.rpc())) {
                assertTrue(socket.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}")
                        .has("result"));
            }
            assertEquals(0, node.command("stop").exit());
            assertEndsInOrder(0, node);
        }
    }

    @Test
    public void ctrlCOnTheEmptyPromptStopsTheNode() throws Exception {
        try (NodeProcess node = startedWith(List.of(PROMPT, CTRL_C, "Stopping "))) {
            assertEndsInOrder(0, node);
        }
    }

    @Test
    public void ctrlCTakesBackAHalfWrittenLineAndStopsANodeWhoseShellWasLeft() throws Exception {
        List<String> steps = List.of(
                PROMPT, "half a", "half a", CTRL_C, PROMPT, TASKS, HELLO, NOTHING, PROMPT, CTRL_D, LEFT, CTRL_C);
        try (NodeProcess node = startedWith(steps)) {
            assertEndsInOrder(ENDED_BY_SIGINT, node);
        }
    }

    @Test
    public void ctrlCStopsANodeWithoutAShell() throws Exception {
        try (NodeProcess node = startedWith(List.of("or look around", CTRL_C), "--no-shell")) {
            assertEndsInOrder(ENDED_BY_SIGINT, node);
            assertFalse(node.output(), node.output().contains(PROMPT));
        }
    }
}
