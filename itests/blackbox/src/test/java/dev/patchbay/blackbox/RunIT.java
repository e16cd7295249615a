package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Assume;
import org.junit.Test;

public class RunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGINT = 2;
    private static final String IGNORED_SIGNALS = "SigIgn:";

    @Test
    public void aStartedNodeSaysWhereItListensAndAnswersDiscovery() throws Exception {
        try (NodeProcess node = NodeProcess.started();
                TextSocket socket = new TextSocket(node.rpc())) {
            String openrpc = socket.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}")
                    .getAsJsonObject("result")
                    .get("openrpc")
                    .getAsString();
            assertEquals("1.3.2", openrpc);
            assertTrue(node.output(), node.output().lines().count() <= 8);
        }
    }

    @Test
    public void aSecondStartOnTheSameHomeSaysWhoHoldsTheLock() throws Exception {
        try (NodeProcess node = NodeProcess.started()) {
            NodeProcess second = NodeProcess.launch(node.home(), "{\"http\": {\"port\": 0}}", 0);
            assertTrue(second.process().waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, second.process().exitValue());
            String lock = Files.readString(node.home().resolve("data/patchbay.lock"));
            String pid = lock.replaceAll("(?s).*pid=(\\d+).*", "$1");
            assertTrue(second.output(), second.output().contains(pid));
            assertTrue(second.output(), second.output().contains("'patchbay --home " + node.home() + " stop'"));
        }
    }

    @Test
    public void theHomeMayBeNamedBeforeTheCommand() throws Exception {
        try (NodeProcess node = NodeProcess.started()) {
            NodeProcess.Outcome second = node.command("run");
            assertEquals(1, second.exit());
            assertTrue(second.out(), second.out().contains("already started on " + node.home()));
        }
    }

    @Test
    public void sigtermStopsInOrderAndFreesTheHome() throws Exception {
        NodeProcess node = NodeProcess.started();
        try (TextSocket socket = new TextSocket(node.rpc())) {
            node.process().destroy();
            assertEquals(1001, socket.closeCode());
        }
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
        assertFalse(Files.exists(node.home().resolve("data/control.sock")));
        NodeProcess again =
                NodeProcess.launch(node.home(), "{\"http\": {\"port\": %d}}".formatted(node.port()), node.port());
        again.awaitListening();
        again.close();
    }

    @Test
    public void sigintStopsInOrderToo() throws Exception {
        NodeProcess node = NodeProcess.started();
        Assume.assumeFalse("whoever runs these tests has SIGINT ignored", ignoresSigint(node.process()));
        try (TextSocket socket = new TextSocket(node.rpc())) {
            assertEquals(
                    0,
                    NodeProcess.outcome(
                                    List.of("kill", "-INT", "" + node.process().pid()))
                            .exit());
            assertEquals(1001, socket.closeCode());
        }
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(128 + SIGINT, node.process().exitValue());
        assertEquals("", Files.readString(node.home().resolve("data/patchbay.lock")));
    }

    /** A program that is started in the background by a shell script inherits that, and the JVM leaves it so. */
    private static boolean ignoresSigint(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(IGNORED_SIGNALS))
                        .map(line -> new BigInteger(
                                line.substring(IGNORED_SIGNALS.length()).strip(), 16))
                        .anyMatch(mask -> mask.testBit(SIGINT - 1));
    }

    @Test
    public void verboseShowsOnTheConsoleWhatIsOtherwiseInTheLogOnly() throws Exception {
        int port = FreePorts.next();
        String settings = "{\"http\": {\"port\": %d}}".formatted(port);
        try (NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), settings, port, Map.of(), "-v")) {
            node.awaitListening();
            await().atMost(PATIENCE).until(() -> node.output().contains(" INFO "));
        }
        try (NodeProcess quiet = NodeProcess.started()) {
            await().atMost(PATIENCE).until(() -> quiet.log().contains(" INFO "));
            assertFalse(quiet.output(), quiet.output().contains(" INFO "));
        }
    }

    @Test
    public void theStopCommandEndsTheNodeWithZero() throws Exception {
        NodeProcess node = NodeProcess.started();
        assertEquals(0, node.command("stop").exit());
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, node.process().exitValue());
        NodeProcess.Outcome status = node.command("status");
        assertEquals(3, status.exit());
        assertTrue(status.err(), status.err().contains("No node is running"));
    }

    @Test
    public void aPortInUseIsNamedAndTakenAsSoonAsItIsFree() throws Exception {
        Path home = NodeProcess.newHome();
        ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = holder.getLocalPort();
        try (NodeProcess node = NodeProcess.launch(home, "{\"http\": {\"port\": %d}}".formatted(port), port)) {
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(home.resolve("log/patchbay.log"))
                            && node.log().contains("Expected to listen on 127.0.0.1:" + port));
            assertTrue(node.log(), node.log().contains("Address already in use"));
            NodeProcess.Outcome why = node.command("exec", "why");
            assertTrue(why.out(), why.out().contains("Expected to listen on 127.0.0.1:" + port));
            holder.close();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                try (TextSocket socket = new TextSocket(node.rpc())) {
                    return true;
                }
            });
        }
    }

    @Test
    public void aHomeWithoutWritePermissionEndsTheStart() throws Exception {
        Assume.assumeFalse("root may write anywhere", "root".equals(System.getProperty("user.name")));
        Path locked = Files.createDirectory(NodeProcess.newHome().resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertRefusedAsHome(locked);
    }

    @Test
    public void aHomeInWhichNobodyMayMakeAnythingEndsTheStart() throws Exception {
        Path processes = Path.of("/proc");
        Assume.assumeTrue("only Linux has /proc", Files.isDirectory(processes.resolve("self")));
        assertRefusedAsHome(processes);
    }

    @Test
    public void aHomeThatCannotBeMadeEndsTheStart() throws Exception {
        Path file = Files.createFile(NodeProcess.newHome().resolve("a-file"));
        assertRefusedAsHome(file.resolve("home"));
    }

    private static void assertRefusedAsHome(Path home) throws Exception {
        Path settings = Files.writeString(NodeProcess.newHome().resolve("settings.json"), "{}");
        NodeProcess.Outcome outcome = NodeProcess.outcome(List.of(
                NodeProcess.INSTALLATION.resolve("bin/patchbay").toString(),
                "run",
                "--home",
                home.toString(),
                "--config",
                settings.toString()));
        assertEquals(1, outcome.exit());
        assertTrue(outcome.err(), outcome.err().contains(home.toString()));
        assertTrue(outcome.err(), outcome.err().contains("--home"));
        assertEquals(outcome.err(), 1, outcome.err().lines().count());
    }
}
