package dev.patchbay.host.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.ServiceRegistration;

public final class ControlServerTest {

    private static final String MARK = "#!#end_communication#!#";
    private static final int ONE_READ = 1024;

    @Rule
    public final FrameworkRule framework = new FrameworkRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;
    private ControlServer server;

    @Before
    public void open() throws IOException {
        Files.createDirectory(folder.getRoot().toPath().resolve("data"));
        path = folder.getRoot().toPath().resolve("data/control.sock");
        server = serverAt("");
    }

    @After
    public void close() throws Exception {
        server.close();
    }

    @Test
    public void onlyTheOwnUserMayOpenTheSocket() throws IOException {
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(path));
    }

    @Test
    public void anUnknownCommandIsAnsweredAsEver() throws IOException {
        assertEquals("unknow command\n" + MARK, ask("fly"));
        assertEquals("unknow command\n" + MARK, ask("\n"));
        assertEquals("unknow command\n" + MARK, ask(" stop"));
    }

    @Test
    public void theWordsOfACommandAreSplitAtSpacesAndLineEndsTrimmed() throws IOException {
        framework.command("say", (words, input, output) -> say(output, words + "\n"));
        assertEquals("[a, , b]\n" + MARK, ask("say a  b"));
        assertEquals("[a]\n" + MARK, ask("say a\r\n"));
        assertEquals("[]\n" + MARK, ask("say"));
    }

    @Test
    public void theMarkStandsAtTheBeginningOfALineAndComesWithTheText() throws IOException {
        framework.command("say", (words, input, output) -> say(output, "no line end"));
        try (SocketChannel client = connect()) {
            send(client, "say");
            ByteBuffer firstChunk = ByteBuffer.allocate(1000);
            client.read(firstChunk);
            assertEquals("no line end\n" + MARK, text(firstChunk));
        }
    }

    @Test
    public void aCommandWithoutTextIsAnsweredByTheMarkAlone() throws IOException {
        framework.command("nothing", (words, input, output) -> {});
        assertEquals(MARK, ask("nothing"));
    }

    @Test
    public void longTextArrivesWhole() throws IOException {
        String line = "0123456789".repeat(10_000);
        framework.command("long", (words, input, output) -> say(output, line));
        assertEquals(line + "\n" + MARK, ask("long"));
    }

    @Test
    public void whatFollowsTheFirstLineIsInputEvenInTheSameChunk() throws IOException {
        framework.command("echo", ControlServerTest::echo);
        try (SocketChannel client = connect()) {
            send(client, "echo\none,");
            send(client, "two");
            client.shutdownOutput();
            assertEquals("one,two\n" + MARK, readAll(client));
        }
    }

    @Test
    public void bothSidesMayTalkAtOnce() throws Exception {
        framework.command("relay", ControlServerTest::echo);
        try (SocketChannel client = connect()) {
            send(client, "relay\n");
            for (String word : List.of("a", "bb", "ccc")) {
                send(client, word);
                ByteBuffer answer = ByteBuffer.allocate(100);
                client.read(answer);
                assertEquals(word, text(answer));
            }
        }
    }

    @Test
    public void aFailingCommandSaysSoAndTheNextOneWorks() throws IOException {
        framework.command("break", (words, input, output) -> {
            throw new IllegalStateException("the disk is full");
        });
        assertEquals("error: the disk is full\n" + MARK, ask("break"));
        assertEquals("unknow command\n" + MARK, ask("fly"));
    }

    @Test
    public void theHigherRankedCommandAnswersAndTheOtherWhenItHasGone() throws IOException {
        ServiceRegistration<ControlCommand> high =
                framework.command("who", 5, (words, input, output) -> say(output, "high\n"));
        framework.command("who", 1, (words, input, output) -> say(output, "low\n"));
        framework.command("whom", 9, (words, input, output) -> say(output, "neighbour\n"));
        assertEquals("high\n" + MARK, ask("who"));
        high.unregister();
        assertEquals("low\n" + MARK, ask("who"));
    }

    @Test
    public void oneConnectionTooManyIsRefusedAndAcceptedLater() throws Exception {
        CountDownLatch entered = new CountDownLatch(ControlConversations.LIMIT);
        framework.command("stay", (words, input, output) -> {
            entered.countDown();
            input.readAllBytes();
        });
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < ControlConversations.LIMIT; i++) {
            SocketChannel client = connect();
            send(client, "stay");
            clients.add(client);
        }
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        try (SocketChannel oneTooMany = connect()) {
            assertTrue(readAll(oneTooMany).startsWith("error: expected at most 16"));
        }
        for (SocketChannel client : clients) {
            client.close();
        }
        await().ignoreExceptions().until(() -> ask("fly").startsWith("unknow command"));
    }

    @Test
    public void anEmptyRequestIsAnsweredAsAnUnknownOne() throws IOException {
        try (SocketChannel client = connect()) {
            client.shutdownOutput();
            assertEquals("unknow command\n" + MARK, readAll(client));
        }
    }

    @Test
    public void junkIsAnsweredAsAnUnknownCommand() throws IOException {
        try (SocketChannel client = connect()) {
            byte[] junk = new byte[ONE_READ];
            new Random(7).nextBytes(junk);
            client.write(ByteBuffer.wrap(junk));
            assertEquals("unknow command\n" + MARK, readAll(client));
        }
    }

    @Test
    public void whatComesBehindOneReadIsNoWordOfTheRequest() throws IOException {
        framework.command(
                "say", (words, input, output) -> say(output, words.get(0).length() + "\n"));
        assertEquals(ONE_READ - 4 + "\n" + MARK, ask("say " + "x".repeat(3 * ONE_READ)));
    }

    @Test
    public void anUnknownCommandWithMuchBehindItIsAnsweredToo() throws IOException {
        assertEquals("unknow command\n" + MARK, ask("fly\n" + "x".repeat(20 * ONE_READ)));
    }

    @Test
    public void textNeverContainsTheMark() throws IOException {
        framework.command("say", (words, input, output) -> {
            say(output, "a\n" + MARK + "\n" + MARK.substring(0, 10));
            say(output, MARK.substring(10) + MARK.substring(1) + "\n#!" + MARK + "\n");
        });
        String answer = ask("say");
        assertEquals(answer.length() - MARK.length(), answer.indexOf(MARK));
        String broken = MARK.substring(0, MARK.length() - 1) + " #";
        assertEquals("a\n" + broken + "\n" + broken + broken.substring(1) + "\n#!" + broken + "\n" + MARK, answer);
    }

    @Test
    public void aClientThatSaysNothingIsDroppedAfterAWhileAndHoldsNobodyUp() throws Exception {
        server.close();
        server = server(200, SocketFile.in(home(), ""));
        try (SocketChannel silent = connect()) {
            assertEquals("unknow command\n" + MARK, ask("fly"));
            assertEquals("", readAll(silent));
        }
    }

    @Test
    public void aClientThatHasAskedIsNotDropped() throws Exception {
        server.close();
        server = server(50, SocketFile.in(home(), ""));
        framework.command("echo", ControlServerTest::echo);
        try (SocketChannel slow = connect();
                SocketChannel silent = connect()) {
            send(slow, "echo\n");
            assertEquals("", readAll(silent));
            send(slow, "late");
            slow.shutdownOutput();
            assertEquals("late\n" + MARK, readAll(slow));
        }
    }

    @Test
    public void theLongestSilentMakesRoomForOneMore() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < ControlConversations.LIMIT; i++) {
            silent.add(connect());
        }
        assertEquals("unknow command\n" + MARK, ask("fly"));
        assertEquals("", readAll(silent.get(0)));
        send(silent.get(1), "fly");
        assertEquals("unknow command\n" + MARK, readAll(silent.get(1)));
        for (SocketChannel client : silent) {
            client.close();
        }
    }

    @Test
    public void silentClientsDoNotHoldUpTheEnd() throws Exception {
        try (SocketChannel silent = connect()) {
            assertEquals("unknow command\n" + MARK, ask("fly"));
            server.close();
            assertEquals("", readAll(silent));
        }
    }

    @Test
    public void aTcpAddressAnswersBesideTheSocketInTheHome() throws Exception {
        server.close();
        int port = FreePorts.next();
        server = server(60_000, SocketFile.in(home(), ""), TcpDoor.parse("localhost:" + port, false));
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress("localhost", port))) {
            send(client, "fly");
            assertEquals("unknow command\n" + MARK, readAll(client));
        }
        assertEquals("unknow command\n" + MARK, ask("fly"));
        server.close();
        assertThrows(ConnectException.class, () -> SocketChannel.open(new InetSocketAddress("localhost", port)));
    }

    @Test
    public void aTcpPortInUseLeavesTheSocketInTheHome() throws Exception {
        server.close();
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = server(
                    60_000, TcpDoor.parse("127.0.0.1:" + holder.getLocalPort(), false), SocketFile.in(home(), ""));
            assertEquals("unknow command\n" + MARK, ask("fly"));
        }
    }

    @Test
    public void aSocketLeftOverInTheHomeMakesRoomForTheLinkToAnother() throws Exception {
        server.close();
        try (var leftOver = SocketFile.in(home(), "").open()) {
            assertTrue(leftOver.isOpen());
        }
        server = serverAt("./elsewhere.sock");
        assertEquals("unknow command\n" + MARK, ask("fly"));
    }

    @Test
    public void theFileIsRemovedAtTheEnd() throws Exception {
        server.close();
        assertFalse(Files.exists(path));
    }

    @Test
    public void aFileLeftOverByAKilledNodeIsReplaced() throws Exception {
        try (var leftOver = SocketFile.in(folder.getRoot().toPath(), "").open()) {
            assertTrue(leftOver.isOpen());
        }
        assertTrue(Files.exists(path));
        server = serverAt("");
        assertEquals("unknow command\n" + MARK, ask("fly"));
    }

    @Test
    public void closingEndsAConversationThatWouldGoOnForEver() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        framework.command("stay", (words, input, output) -> {
            entered.countDown();
            input.readAllBytes();
        });
        try (SocketChannel client = connect()) {
            send(client, "stay");
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            server.close();
            assertEquals("", readAll(client));
        }
    }

    @Test
    public void aSocketElsewhereIsFoundThroughALink() throws Exception {
        server.close();
        Path elsewhere = folder.getRoot().toPath().resolve("elsewhere.sock");
        server = serverAt(elsewhere.toString());
        assertEquals(elsewhere.toRealPath(), path.toRealPath());
        assertEquals("unknow command\n" + MARK, ask("fly"));
        server.close();
        assertFalse(Files.exists(elsewhere) || Files.isSymbolicLink(path));
    }

    @Test
    public void aPathTooLongLeavesTheNodeWithoutSocketButAlive() throws Exception {
        server.close();
        server = serverAt("long".repeat(30));
        assertFalse(Files.exists(path));
    }

    @Test
    public void aFileThatIsNoSocketIsNotRemoved() throws Exception {
        server.close();
        Path precious = Files.writeString(folder.getRoot().toPath().resolve("precious"), "text");
        server = serverAt(precious.toString());
        server.close();
        assertEquals("text", Files.readString(precious));
    }

    private ControlServer serverAt(String configuredPath) {
        return server(60_000, SocketFile.in(home(), configuredPath));
    }

    private ControlServer server(long silenceInMs, ControlDoor... doors) {
        ControlCommands commands = new ControlCommands(framework.context());
        return new ControlServer(framework.context(), List.of(doors), new ControlConversations(commands, silenceInMs));
    }

    private Path home() {
        return folder.getRoot().toPath();
    }

    private static void echo(List<String> words, InputStream input, OutputStream output) throws IOException {
        byte[] buffer = new byte[100];
        for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
            output.write(Arrays.copyOf(buffer, length));
            output.flush();
        }
    }

    private static void say(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String ask(String words) throws IOException {
        try (SocketChannel client = connect()) {
            send(client, words);
            return readAll(client);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static void send(SocketChannel client, String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String readAll(SocketChannel client) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(10_000);
        while (client.read(buffer) >= 0) {
            text.append(text(buffer));
            buffer.clear();
        }
        return text.toString();
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }
}
