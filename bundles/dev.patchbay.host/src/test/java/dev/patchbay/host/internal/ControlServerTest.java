package dev.patchbay.host.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
        CountDownLatch entered = new CountDownLatch(ControlServer.MAX_CONNECTIONS);
        framework.command("stay", (words, input, output) -> {
            entered.countDown();
            input.readAllBytes();
        });
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < ControlServer.MAX_CONNECTIONS; i++) {
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
        return new ControlServer(
                SocketFile.in(folder.getRoot().toPath(), configuredPath), new ControlCommands(framework.context()));
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
