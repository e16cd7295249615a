package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cli.words.UsageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ZephCommandTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home = Path.of("");

    @Before
    public void makeHome() {
        home = folder.getRoot().toPath();
    }

    @Test
    public void everyLineOfTheAnswerIsPrintedUpToTheMark() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "one\ntwo\n")) {
            CliRun run = zeph("command", "say", "a  b", "--loud");

            assertEquals(run.err(), 0, run.exitCode());
            assertEquals("one\ntwo\n", run.out());
            assertEquals("say a  b --loud", node.asked.take());
        }
    }

    @Test
    public void anyOtherFirstWordIsACommand() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "unknow command\n")) {
            CliRun run = zeph("hello", "stop");

            assertEquals("unknow command\n", run.out());
            assertEquals("hello stop", node.asked.take());
        }
    }

    @Test
    public void stopAsksAndPrintsNothing() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "")) {
            CliRun run = zeph("stop");

            assertEquals(run.err(), 0, run.exitCode());
            assertEquals("", run.out() + run.err());
            assertEquals("stop", node.asked.take());
        }
    }

    @Test
    public void withoutAWordNothingIsSent() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "")) {
            CliRun run = zeph();

            assertEquals(0, run.exitCode());
            assertTrue(run.out(), run.out().contains("zeph"));
            assertTrue(node.asked.isEmpty());
        }
    }

    @Test
    public void withoutANodeTheExitCodeIsNotZero() {
        assertEquals(ExitCode.NO_NODE, zeph("stop").exitCode());
        assertEquals(ExitCode.NO_NODE, zeph("command", "x").exitCode());
        assertEquals(ExitCode.NO_NODE, zeph("stop", "localhost:1").exitCode());
        CliRun run = zeph("command", "--interface=" + home.resolve("gone.sock"), "x");
        assertEquals(ExitCode.NO_NODE, run.exitCode());
        assertTrue(run.err(), run.err().contains("at " + home.resolve("gone.sock")));
    }

    @Test
    public void anAddressThatWasTypedIsUsed() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        String socket = other.resolve("data/control.sock").toString();
        try (FakeNode node = FakeNode.saying(other, "")) {
            assertEquals(0, zeph("stop", socket).exitCode());
            assertEquals(0, zeph("command", "--interface=" + socket, "x").exitCode());
            assertEquals(0, zeph("command", "--interface", socket, "y").exitCode());
            assertEquals("stop", node.asked.take());
            assertEquals("x", node.asked.take());
            assertEquals("y", node.asked.take());
        }
    }

    @Test
    public void theSettingsNameTheAddressRelativeToTheHome() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        Path settings = Files.writeString(
                home.resolve("zeph.json"),
                "{ // as ever\n\"CONFIGURATION_NETWORK_INTERFACE\": \"./other/data/control.sock\"}");
        try (FakeNode node = FakeNode.saying(other, "")) {
            assertEquals(0, zeph("stop", "--config", settings.toString()).exitCode());
            assertEquals(
                    0, zeph("command", "--config", settings.toString(), "x").exitCode());
            assertEquals(0, zeph("--config", settings.toString(), "y").exitCode());
            CliRun run = new CliRun("", Map.of("PATCHBAY_SETTINGS", settings.toString()));
            assertEquals(run.err(), 0, run.execute("--home", home.toString(), "zeph", "z"));
            CliRun shmooze = new CliRun("", Map.of("PATCHBAY_SETTINGS", "", "SHMOOZE_SETTINGS", settings.toString()));
            assertEquals(shmooze.err(), 0, shmooze.execute("--home", home.toString(), "zeph", "last"));
            assertEquals("stop", node.asked.take());
            assertEquals("x", node.asked.take());
            assertEquals("y", node.asked.take());
            assertEquals("z", node.asked.take());
            assertEquals("last", node.asked.take());
        }
    }

    @Test
    public void settingsBesideTheInstallationNameItToo() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        Files.createDirectory(home.resolve("config"));
        Files.writeString(
                home.resolve("config/patchbay.json"),
                "{\"CONFIGURATION_NETWORK_INTERFACE\": \"other/data/control.sock\"}");
        try (FakeNode node = FakeNode.saying(other, "")) {
            assertEquals(0, zeph("stop").exitCode());
            assertEquals("stop", node.asked.take());
        }
    }

    @Test
    public void settingsWithoutTheNameLeaveTheSocketOfTheHome() throws Exception {
        Path settings = Files.writeString(home.resolve("zeph.json"), "{\"CONFIGURATION_NETWORK_INTERFACE\": \" \"}");
        try (FakeNode node = FakeNode.saying(home, "")) {
            assertEquals(0, zeph("stop", "--config", settings.toString()).exitCode());
            assertEquals("stop", node.asked.take());
        }
    }

    @Test
    public void settingsThatCannotBeReadAreNamed() throws Exception {
        Path settings = Files.writeString(home.resolve("zeph.json"), "{");
        CliRun broken = zeph("stop", "--config", settings.toString());
        assertEquals(ExitCode.USAGE, broken.exitCode());
        assertTrue(broken.err(), broken.err().contains("zeph.json"));
        assertEquals(
                ExitCode.FAILED, zeph("stop", "--config", home + "/gone.json").exitCode());
    }

    @Test
    public void aTcpAddressIsReached() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                FakeNode node = new FakeNode(server, client -> client.say("hi\n" + FakeNode.MARK))) {
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            assertEquals(
                    "hi\n",
                    zeph("command", "--interface=127.0.0.1:" + port, "x").out());
            assertEquals("x", node.asked.take());
        }
    }

    @Test
    public void wordsTooLongForOneReadAreRefused() {
        CliRun run = zeph("command", "x".repeat(1025));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("at most 1024 bytes together, got 1025"));
    }

    @Test
    public void aColonMakesAnAddressOneOfTcp() throws Exception {
        Path base = Path.of("/base");
        assertEquals(UnixDomainSocketAddress.of("/base/x.sock"), ZephAddress.parse("./x.sock", base));
        assertEquals(UnixDomainSocketAddress.of("/x.sock"), ZephAddress.parse("/x.sock", base));
        assertEquals(new InetSocketAddress("localhost", 9), ZephAddress.parse(":9", base));
        assertEquals(new InetSocketAddress("::1", 9), ZephAddress.parse("[::1]:9", base));
        assertThrows(UsageException.class, () -> ZephAddress.parse("localhost:x", base));
        assertThrows(UsageException.class, () -> ZephAddress.parse("localhost:65536", base));
    }

    private CliRun zeph(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "--home";
        all[1] = home.toString();
        all[2] = "zeph";
        System.arraycopy(words, 0, all, 3, words.length);
        return CliRun.of(all);
    }
}
