package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Lock, order, control socket and commands as those who come from zephserver expect them. */
public class ZephCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MARK = "#!#end_communication#!#";
    private static final String SCRIPT = System.getProperty("patchbay.installation") + "/bin/patchbay";

    /** The names of the original, as its users have them in their settings. */
    private static final String ORIGINAL = """
            {
              "LOCK_FILE": "./server.lock",
              "LOG_LEVEL": "info",
              "LOG_PATH": "./zeph.log",
              "CONFIGURATION_NETWORK_INTERFACE_SERVER": "./interface.sock",
              "CONFIGURATION_NETWORK_INTERFACE": "./interface.sock",
              "heart_beat_period": 1600,
              "http": {"port": %d}
            }
            """;

    @Test
    public void theLockKeepsASecondServerAwayAndIsGoneAfterAStopInOrder() throws Exception {
        NodeProcess node = NodeProcess.started(ORIGINAL);
        Path lock = node.home().resolve("server.lock");
        assertTrue(Files.exists(lock));

        NodeProcess.Outcome onTheSameHome = start(node.home(), node.home().resolve("settings.json"));
        assertAlreadyStarted(onTheSameHome);
        Path other = NodeProcess.newHome();
        NodeProcess.Outcome onAnother = start(other, settingsWithLock(lock));
        assertAlreadyStarted(onAnother);
        assertTrue(onAnother.out(), onAnother.out().contains("process " + pidIn(lock) + " runs"));
        assertTrue(log(other), log(other).contains("ERROR") && log(other).contains("already started"));

        assertEquals(0, node.command("stop").exit());
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, node.process().exitValue());
        assertFalse(Files.exists(lock));
    }

    @Test
    public void theLockOfAKilledServerBlocksUntilAPersonRemovesIt() throws Exception {
        Proof.only("takes 15 s");
        NodeProcess node = NodeProcess.started(ORIGINAL);
        Path lock = node.home().resolve("server.lock");
        String pid = pidIn(lock);
        node.process().destroyForcibly().waitFor();
        Path settings = node.home().resolve("settings.json");

        for (int attempt = 0; attempt < 2; attempt++) {
            NodeProcess.Outcome blocked = start(node.home(), settings);
            assertAlreadyStarted(blocked);
            assertTrue(blocked.out(), blocked.out().contains("process " + pid + " does not run any more"));
        }
        Files.delete(lock);
        try (NodeProcess again = NodeProcess.launch(node.home(), ORIGINAL.formatted(node.port()), node.port())) {
            again.awaitListening();
        }
        assertFalse("SIGTERM stops in order", Files.exists(lock));
    }

    @Test
    public void theLogTellsStartAndStopInTheirOrder() throws Exception {
        NodeProcess node = NodeProcess.started(ORIGINAL);
        node.command("stop");
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));

        Path home = node.home();
        String log = log(home) + Files.readString(home.resolve("zeph.log"));
        assertInOrder(
                log,
                "lock file ./server.lock taken",
                "control socket opened: " + home.resolve("interface.sock"),
                "control socket closed",
                "lock file ./server.lock is removed");
    }

    @Test
    public void theControlSocketAnswersAsTheOriginal() throws Exception {
        NodeProcess node = NodeProcess.started(ORIGINAL);
        Path socket = node.home().resolve("interface.sock");
        SocketAddress address = UnixDomainSocketAddress.of(socket);
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(socket));
        try (SocketChannel silent = SocketChannel.open(address)) {
            assertEquals("unknow command\n" + MARK, ask(address, "hello world"));
            assertEquals("unknow command\n" + MARK, ask(address, "\r\n"));
            assertEquals("unknow command\n" + MARK, ask(address, "\u0000\u0001{[\"junk"));
            assertTrue(ask(address, "status\r\n").startsWith("name: "));
            assertEquals(MARK, ask(address, "stop"));
            assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
            assertEquals("", readAll(silent));
        }
        assertEquals(0, node.process().exitValue());
        assertFalse(Files.exists(socket));
        assertFalse(Files.isSymbolicLink(node.home().resolve("data/control.sock")));
    }

    @Test
    public void theOriginalsToolCommandsAndStopsIt() throws Exception {
        Programs.assume("python3");
        String tool = Programs.script("zeph_tool.py", Temporary.directory());
        NodeProcess node = NodeProcess.started(ORIGINAL);
        String socket = node.home().resolve("interface.sock").toString();

        NodeProcess.Outcome unknown = NodeProcess.outcome(List.of("python3", tool, socket, "hello", "world"));
        assertEquals(unknown.err(), "unknow command\n", unknown.out());
        NodeProcess.Outcome status = NodeProcess.outcome(List.of("python3", tool, socket, "status"));
        assertTrue(status.out(), status.out().contains("\nversion: "));
        NodeProcess.Outcome stop = NodeProcess.outcome(List.of("python3", tool, socket, "stop"));
        assertEquals(stop.err(), "", stop.out());
        assertEquals(0, stop.exit());
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
    }

    @Test
    public void theScriptStartsCommandsAndStops() throws Exception {
        Path home = NodeProcess.newHome();
        int port = FreePorts.next();
        Path settings = Files.writeString(home.resolve("zeph.json"), ORIGINAL.formatted(port));
        Path output = home.resolve("output.txt");
        Process started = new ProcessBuilder(
                        SCRIPT, "zeph", "start", "--home", home.toString(), "--config", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        await().atMost(PATIENCE).until(() -> Files.readString(output).contains(":" + port));

        NodeProcess.Outcome command = zeph("command", "--config", settings.toString(), "hello", "world");
        assertEquals(2, zeph("command").exit());
        assertTrue("the address is relative to the home", command.exit() != 0);
        String socket = home.resolve("interface.sock").toString();
        NodeProcess.Outcome typed = zeph("command", "--interface=" + socket, "hello", "world");
        assertEquals(typed.err(), "unknow command\n", typed.out());
        assertEquals(0, typed.exit());
        assertTrue(inHome(home, settings, "status").out().startsWith("name: "));
        assertEquals(0, zeph("stop", socket).exit());
        assertTrue(started.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, started.exitValue());
        assertEquals(3, zeph("stop", socket).exit());
    }

    @Test
    public void aTcpAddressStandsBesideTheSocketOfTheHome() throws Exception {
        int port = FreePorts.next();
        String settings =
                "{\"CONFIGURATION_NETWORK_INTERFACE_SERVER\": \"localhost:" + port + "\", \"http\": {\"port\": %d}}";
        try (NodeProcess node = NodeProcess.started(settings)) {
            assertEquals("unknow command\n" + MARK, ask(new InetSocketAddress("localhost", port), "hello world"));
            assertEquals(0, node.command("status").exit());
            assertEquals(
                    "unknow command\n",
                    zeph("command", "--interface=localhost:" + port, "x").out());
        }
    }

    @Test
    public void aControlAddressForEverybodyEndsTheStartInOneSentence() throws Exception {
        Path home = NodeProcess.newHome();
        Path settings = Files.writeString(
                home.resolve("settings.json"),
                "{\"host\": {\"controlAddress\": \"0.0.0.0:0\"}, \"http\": {\"port\": 0}}");
        NodeProcess.Outcome refused = start(home, settings);
        assertEquals(1, refused.exit());
        assertTrue(refused.err(), refused.err().contains("host.allowPublicControl"));
        assertEquals(
                refused.out() + refused.err(),
                1,
                (refused.out() + refused.err()).lines().count());
        assertEquals("", Files.readString(home.resolve("data/patchbay.lock")));
    }

    @Test
    public void loggingChangesWhileTheNodeRuns() throws Exception {
        try (NodeProcess node = NodeProcess.started("{\"http\": {\"port\": %d}}")) {
            Path settings = node.home().resolve("settings.json");
            Path zeph = node.home().resolve("logs/zeph.log");
            Files.writeString(
                    settings,
                    ("{\"LOG_LEVEL\": \"Debug\", \"LOG_PATH\": \"logs/zeph.log\","
                                    + " \"logging\": {\"format\": \"zephserver\"}, \"http\": {\"port\": %d}}")
                            .formatted(node.port()));
            await().atMost(PATIENCE).until(() -> Files.exists(zeph));
            await().atMost(PATIENCE).until(() -> {
                node.command("status");
                return Files.readString(zeph).contains("\tDEBUG\t");
            });
            assertTrue(
                    Files.readString(zeph),
                    Files.readString(zeph)
                            .lines()
                            .anyMatch(line -> line.matches("[-0-9]{10} [:,0-9]{12}\\tINFO\\t\\w+\\t: .*")));
            Files.writeString(settings, "{\"http\": {\"port\": %d}}".formatted(node.port()));
            await().atMost(PATIENCE).until(() -> node.log().contains("logging changed: all defaults"));
        }
    }

    @Test
    public void aFullLogIsPutAsideAndOnlySoManyAreKept() throws Exception {
        Proof.only("takes 8 s");
        try (NodeProcess node = NodeProcess.started("""
                {"LOG_LEVEL": "debug", "LOG_PATH": "./logs/zeph.log",
                 "logging": {"maxFileBytes": 2048, "maxFiles": 2}, "http": {"port": %d}}""")) {
            Path logs = node.home().resolve("logs");
            Path control = node.home().resolve("data/control.sock");
            Set<String> allowed = Set.of("zeph.log", "zeph.1.log", "zeph.2.log");
            Set<String> newest = new HashSet<>();
            await().atMost(PATIENCE).until(() -> {
                ask(UnixDomainSocketAddress.of(control), "status");
                newest.add(firstLine(logs.resolve("zeph.1.log")));
                Set<String> files = filesIn(logs);
                assertTrue(files.toString(), allowed.containsAll(files));
                return newest.size() > 3;
            });
            assertEquals(allowed, filesIn(logs));
            assertTrue(Files.size(logs.resolve("zeph.1.log")) >= 2048);
        }
    }

    /** Empty while there is no such file. */
    private static String firstLine(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.findFirst().orElse("");
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static Set<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static void assertAlreadyStarted(NodeProcess.Outcome outcome) {
        assertEquals(outcome.err(), 1, outcome.exit());
        assertEquals(outcome.out(), 1, outcome.out().lines().count());
        assertTrue(outcome.out(), outcome.out().contains("already started"));
        assertEquals("", outcome.err());
    }

    private static void assertInOrder(String log, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = log.indexOf(part, from);
            assertTrue("'" + part + "' is not behind character " + from + " of\n" + log, at >= 0);
            from = at;
        }
    }

    private static NodeProcess.Outcome start(Path home, Path settings) throws Exception {
        return NodeProcess.outcome(List.of(SCRIPT, "run", "--home", home.toString(), "--config", settings.toString()));
    }

    private static NodeProcess.Outcome zeph(String... words) throws Exception {
        String[] command = new String[words.length + 2];
        command[0] = SCRIPT;
        command[1] = "zeph";
        System.arraycopy(words, 0, command, 2, words.length);
        return NodeProcess.outcome(List.of(command));
    }

    /** With the address from the settings. */
    private static NodeProcess.Outcome inHome(Path home, Path settings, String word) throws Exception {
        return NodeProcess.outcome(
                List.of(SCRIPT, "--home", home.toString(), "zeph", "--config", settings.toString(), word));
    }

    private static Path settingsWithLock(Path lock) throws IOException {
        return Files.writeString(
                NodeProcess.newHome().resolve("settings.json"),
                "{\"LOCK_FILE\": \"" + lock + "\", \"http\": {\"port\": 0}}");
    }

    private static String pidIn(Path lock) throws IOException {
        return Files.readString(lock).replaceAll("(?s).*pid=(\\d+).*", "$1");
    }

    private static String log(Path home) throws IOException {
        return Files.readString(home.resolve("log/patchbay.log"));
    }

    private static String ask(SocketAddress address, String words) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
            return readAll(channel);
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
}
