package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Connections that this side opens. */
public class ConnectTest {

    private static final LineSettings SETTINGS = LineSettings.at("not used", 1);

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private final RecordingListener listener = new RecordingListener();
    private final List<Socket> fillers = new ArrayList<>();
    private ServerSocket server;

    @Before
    public void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @After
    public void close() throws IOException {
        server.close();
        for (Socket filler : fillers) {
            filler.close();
        }
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private LineConnection connect(InetSocketAddress address, long withinMs) {
        LineConnection connection = rule.transport.connect(address, withinMs, SETTINGS, listener);
        listener.of(connection);
        return connection;
    }

    /** Lets nobody connect any more, by connecting more often than the server's system allows without its accepting. */
    private InetSocketAddress silentAddress() throws IOException {
        while (true) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(address(), 300);
            } catch (SocketTimeoutException e) {
                return address();
            }
        }
    }

    @Test
    public void linesGoBothWays() throws Exception {
        LineConnection connection = connect(address(), 5_000);
        assertEquals(address(), connection.peer());
        connection.next();
        connection.send("sent before it stands");
        try (Peer peer = new Peer(server.accept())) {
            assertEquals("sent before it stands", peer.readLine());
            peer.send("answer\n");
            assertEquals("answer", listener.line());
            connection.send("sent when it stands");
            assertEquals("sent when it stands", peer.readLine());
        }
        connection.next();
        assertEquals(LineEnd.BY_PEER, listener.end());
    }

    @Test
    public void boundsOfTheSettingsHold() throws Exception {
        LineConnection connection = rule.transport.connect(address(), 5_000, SETTINGS.withMaxLineBytes(3), listener);
        listener.of(connection);
        connection.next();
        try (Peer peer = new Peer(server.accept())) {
            peer.send("abcd\n");
            assertEquals(LineEnd.LINE_TOO_LONG, listener.end());
        }
    }

    @Test
    public void portWhereNobodyListensIsUnreachable() throws Exception {
        InetSocketAddress address = address();
        server.close();
        LineConnection connection = connect(address, 5_000);
        CompletableFuture<Void> written = connection.write("lost").toCompletableFuture();
        assertEquals(LineEnd.UNREACHABLE, listener.end());
        assertFalse(connection.isOpen());
        assertFalse(connection.send("lost"));
        assertTrue(assertThrows(CompletionException.class, written::join).getCause() instanceof IOException);
        await().during(Duration.ofMillis(100)).until(listener.ends::isEmpty);
    }

    @Test
    public void nameWithoutAnAddressIsUnreachable() throws Exception {
        connect(InetSocketAddress.createUnresolved("no-such-host.invalid", 4000), 5_000);
        assertEquals(LineEnd.UNREACHABLE, listener.end());
    }

    @Test
    public void portZeroIsUnreachable() throws Exception {
        connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5_000);
        assertEquals(LineEnd.UNREACHABLE, listener.end());
    }

    @Test
    public void addressThatDoesNotAnswerIsUnreachableAfterTheTime() throws Exception {
        InetSocketAddress silent = silentAddress();
        long began = System.nanoTime();
        connect(silent, 700);
        assertEquals(LineEnd.UNREACHABLE, listener.end());
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertTrue("took " + tookInMs, tookInMs >= 690 && tookInMs < 10_000);
    }

    @Test
    public void connectionThatStandsIsNotEndedByTheTime() throws Exception {
        LineConnection connection = connect(address(), 300);
        try (Peer peer = new Peer(server.accept())) {
            await().during(Duration.ofMillis(600)).until(connection::isOpen);
            connection.send("still there");
            assertEquals("still there", peer.readLine());
        }
    }

    @Test
    public void closeWhileConnectingEndsItAtOnce() throws Exception {
        LineConnection connection = connect(silentAddress(), 30_000);
        connection.send("lost");
        connection.close();
        assertEquals(LineEnd.BY_US, listener.end());
    }

    @Test
    public void endWhileConnectingWritesWhatWaits() throws Exception {
        LineConnection connection = connect(address(), 5_000);
        connection.send("last words");
        connection.end();
        try (Peer peer = new Peer(server.accept())) {
            assertEquals("last words", peer.readLine());
            assertNull(peer.readLine());
        }
        assertEquals(LineEnd.BY_US, listener.end());
    }

    @Test
    public void endWhileNobodyAnswersGivesUpSoon() throws Exception {
        LineConnection connection = connect(silentAddress(), 30_000);
        connection.send("lost");
        long began = System.nanoTime();
        connection.end();
        assertEquals(LineEnd.BY_US, listener.end());
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    public void noTimeToConnectIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> connect(address(), 0));
    }

    @Test
    public void listenerMayConnectAgainAtTheEnd() throws Exception {
        RecordingListener second = new RecordingListener();
        listener.onEnd(end ->
                rule.transport.connect(address(), 5_000, SETTINGS, second).send("again"));
        LineConnection connection = connect(address(), 5_000);
        try (Peer first = new Peer(server.accept())) {
            connection.close();
            assertEquals(LineEnd.BY_US, listener.end());
            assertTrue(first.isEnded());
            Peer again = new Peer(server.accept());
            assertEquals("again", again.readLine());
            again.reset();
            assertEquals(LineEnd.BROKEN, second.end());
        }
    }
}
