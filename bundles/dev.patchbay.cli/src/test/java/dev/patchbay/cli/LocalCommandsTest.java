package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LocalCommandsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home = Path.of("");

    @Before
    public void makeHome() {
        home = folder.getRoot().toPath();
    }

    @Test
    public void withoutANodeTheSentenceSaysHowToStartOne() {
        CliRun run = CliRun.of("status", "--home", home.toString());

        assertEquals(ExitCode.NO_NODE, run.exitCode());
        assertEquals(
                "patchbay: No node is running in " + home + "; start one with 'patchbay run', name another with"
                        + " --home, or a remote one with --url\n",
                run.err());
    }

    @Test
    public void socketLeftBehindIsNoNode() throws Exception {
        FakeNode.saying(home, "").close();

        assertEquals(
                ExitCode.NO_NODE,
                CliRun.of("call", "a.b", "--home", home.toString()).exitCode());
    }

    @Test
    public void statusIsPrintedWithoutTheEndMark() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "name lab\nversion 1\n")) {
            CliRun run = CliRun.of("--home", home.toString(), "status");

            assertEquals("name lab\nversion 1\n", run.out());
            assertEquals("status", node.asked.take());
        }
    }

    @Test
    public void homeComesFromTheEnvironment() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "up\n")) {
            CliRun run = new CliRun("", Map.of("PATCHBAY_HOME", home.toString()));

            assertEquals(0, run.execute("status"));
            assertEquals("status", node.asked.take());
        }
    }

    @Test
    public void callAsksTheNodeWhereAndAsWhom() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":7");
                FakeNode node = FakeNode.saying(home, "{\"url\":\"" + rpc.url() + "\",\"token\":\"secret\"}\n")) {
            CliRun run = CliRun.of("call", "a.b", "--home", home.toString());

            assertEquals(run.err(), "7\n", run.out());
            assertEquals("access", node.asked.take());
            assertTrue(rpc.handshakes.take().contains("Authorization: Bearer secret\r\n"));
        }
    }

    @Test
    public void nodeThatTakesNoCallsIsNamed() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "unknow command\n")) {
            CliRun run = CliRun.of("call", "a.b", "--home", home.toString());

            assertEquals(ExitCode.FAILED, run.exitCode());
            assertTrue(run.err(), run.err().contains("it answered 'unknow command'"));
            assertEquals("access", node.asked.take());
        }
    }

    @Test
    public void nodeThatDiesInTheMiddleIsTold() throws Exception {
        try (FakeNode node = new FakeNode(home, client -> client.say("name lab\n"))) {
            CliRun run = CliRun.of("status", "--home", home.toString());

            assertEquals(ExitCode.FAILED, run.exitCode());
            assertEquals("patchbay: The node went away in the middle of its answer\n", run.err());
            assertEquals("status", node.asked.take());
        }
    }

    @Test
    public void execPrintsTheOutputAndEndsWithTheStatus() throws Exception {
        FakeNode.Script script = client -> {
            client.say("ready\n");
            String line = client.hear();
            client.say("got " + line + "exit 0\nexit 7\n" + FakeNode.MARK);
        };
        try (FakeNode node = new FakeNode(home, script)) {
            CliRun run = CliRun.of("exec", "--home", home.toString(), "call", "x", "--limit", "5", "a  b");

            assertEquals("got call x --limit 5 a  b\nexit 0\n", run.out());
            assertEquals(7, run.exitCode());
            assertEquals("exec", node.asked.take());
        }
    }

    @Test
    public void execWithoutAStatusIsAFailure() throws Exception {
        FakeNode.Script script = client -> {
            client.say("ready\n");
            client.hear();
            client.say("half\n" + FakeNode.MARK);
        };
        try (FakeNode node = new FakeNode(home, script)) {
            CliRun run = CliRun.of("exec", "tasks", "--home", home.toString());
            CliRun named = CliRun.of("--home", home.toString(), "exec", "tasks");

            assertEquals(ExitCode.NO_NODE, run.exitCode());
            assertEquals(ExitCode.FAILED, named.exitCode());
            assertEquals("half\n", named.out());
            assertEquals("exec", node.asked.take());
        }
    }

    @Test
    public void execOfSeveralLinesIsWrongUsage() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "")) {
            assertEquals(
                    ExitCode.USAGE,
                    CliRun.of("--home", home.toString(), "exec", "a\nb").exitCode());
            assertTrue(node.asked.isEmpty());
        }
    }

    @Test
    public void nodeWithoutAShellIsTold() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "unknow command\n")) {
            CliRun run = CliRun.of("--home", home.toString(), "exec", "tasks");

            assertEquals(ExitCode.FAILED, run.exitCode());
            assertTrue(run.err(), run.err().contains("it answered 'unknow command'"));
            assertEquals("exec", node.asked.take());
        }
    }

    @Test
    public void stopWaitsUntilTheProcessHasGone() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        FakeNode.Script script = client -> {
            client.say(FakeNode.MARK);
            process.destroy();
        };
        try (FakeNode node = new FakeNode(home, script)) {
            Files.writeString(home.resolve("data/patchbay.lock"), "pid=" + process.pid() + " started=now url=none");

            CliRun run = CliRun.of("stop", "--home", home.toString());

            assertEquals(run.err(), 0, run.exitCode());
            assertTrue(ProcessHandle.of(process.pid()).isEmpty());
            assertEquals("stop", node.asked.take());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    public void stopWithoutALockFileDoesNotWait() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "")) {
            CliRun run = CliRun.of("stop", "--home", home.toString());

            assertEquals(0, run.exitCode());
            assertTrue(run.err(), run.err().contains("has been asked to stop"));
            assertEquals("stop", node.asked.take());
        }
    }

    @Test
    public void stopWithoutANodeSaysSo() {
        assertEquals(
                ExitCode.NO_NODE, CliRun.of("stop", "--home", home.toString()).exitCode());
    }
}
