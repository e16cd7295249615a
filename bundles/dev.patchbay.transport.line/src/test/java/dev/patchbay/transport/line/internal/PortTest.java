package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.transport.line.internal.TransportRule.Pair;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Ports: what they accept, what they refuse, and what of them ends when. */
public class PortTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private LinePort echoPort(LineSettings settings) throws IOException {
        return rule.transport.listen(
                settings, connection -> RecordingListener.echo().attach(connection));
    }

    private static void assertAnswers(Peer peer) throws IOException {
        assertEquals("hello", peer.send("hello\n").readLine());
    }

    @Test
    public void addressHasThePortThatTheSystemChose() throws Exception {
        LinePort port = echoPort(TransportRule.ANY_PORT);
        assertNotEquals(0, port.address().getPort());
        assertEquals("127.0.0.1", port.address().getAddress().getHostAddress());
        assertAnswers(rule.peer(port));
    }

    @Test
    public void connectionKnowsItsPeer() throws Exception {
        Pair pair = rule.pair();
        assertEquals(pair.peer().address(), pair.connection().peer());
        assertTrue(pair.connection().isOpen());
    }

    @Test
    public void closedDoorKeepsItsConnections() throws Exception {
        LinePort port = echoPort(TransportRule.ANY_PORT);
        Peer peer = rule.peer(port);
        assertAnswers(peer);
        port.closeDoor();
        port.closeDoor();
        assertThrows(ConnectException.class, () -> rule.peer(port));
        assertAnswers(peer);
        assertEquals(1, port.connections());
        assertNotEquals(0, port.address().getPort());
    }

    @Test
    public void closeEndsTheConnectionsAfterWhatWaitsForThem() throws Exception {
        RecordingListener listener = new RecordingListener().atFirst(connection -> connection.send(TransportRule.MUCH));
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.port().close();
        pair.port().close();
        assertThrows(ConnectException.class, () -> rule.peer(pair.port()));
        pair.peer().assertReads(TransportRule.MUCH);
        assertNull(pair.peer().readLine());
        assertEquals(LineEnd.BY_US, pair.listener().end());
        assertEquals(0, pair.port().connections());
    }

    @Test
    public void closeAfterTheDoorEndsTheConnectionsToo() throws Exception {
        Pair pair = rule.pair();
        pair.port().closeDoor();
        pair.port().close();
        assertEquals(LineEnd.BY_US, pair.listener().end());
    }

    @Test
    public void doorThatIsClosedInTheAcceptorLetsOnlyOneIn() throws Exception {
        AtomicReference<LinePort> port = new AtomicReference<>();
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        port.set(rule.listen(connection -> {
            awaitUninterrupted(go);
            port.get().closeDoor();
            asked.incrementAndGet();
            return RecordingListener.echo().attach(connection);
        }));
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            peers.add(rule.peer(port.get()));
        }
        go.countDown();
        assertAnswers(peers.get(0));
        for (Peer peer : peers.subList(1, 5)) {
            assertTrue(peer.isEnded());
        }
        assertEquals(1, asked.get());
    }

    @Test
    public void doorMayBeClosedOnTheOtherIoThread() throws Exception {
        // Two ports and two connections to each: so some door is closed by a thread that is not its own.
        for (int i = 0; i < 4; i++) {
            AtomicReference<LinePort> port = new AtomicReference<>();
            port.set(rule.listen(connection -> new RecordingListener()
                    .atFirst(LineConnection::next)
                    .onLine((which, line) -> {
                        port.get().closeDoor();
                        which.send(line);
                    })
                    .attach(connection)));
            assertAnswers(rule.peer(port.get()));
            await().untilAsserted(() -> assertThrows(IOException.class, () -> assertAnswers(rule.peer(port.get()))));
        }
    }

    @Test
    public void nothingIsAcceptedOnceTheDoorIsClosed() throws Exception {
        for (int i = 0; i < 20; i++) {
            AtomicInteger accepted = new AtomicInteger();
            LinePort port = rule.listen(connection -> {
                accepted.incrementAndGet();
                return RecordingListener.echo().attach(connection);
            });
            CompletableFuture<Void> knocking = CompletableFuture.runAsync(() -> knock(port));
            await().pollInterval(Duration.ofMillis(1)).until(() -> accepted.get() > 0);
            port.closeDoor();
            int before = accepted.get();
            knocking.orTimeout(20, TimeUnit.SECONDS).join();
            assertEquals(before, accepted.get());
        }
    }

    /** Connects again and again until it is refused. */
    private void knock(LinePort port) {
        try {
            for (int i = 0; i < 10_000; i++) {
                new Peer(port.address()).close();
            }
        } catch (IOException e) {
            assertTrue(e.toString(), port.connections() >= 0);
        }
    }

    @Test
    public void portMayBeHadAgainAtOnce() throws Exception {
        LinePort first = echoPort(TransportRule.ANY_PORT);
        LineSettings same = LineSettings.at("127.0.0.1", first.address().getPort());
        assertAnswers(rule.peer(first));
        first.close();
        for (int i = 0; i < 20; i++) {
            LinePort next = echoPort(same);
            assertAnswers(rule.peer(next));
            next.close();
        }
    }

    @Test
    public void furtherConnectionsThanMayAreClosedAtOnce() throws Exception {
        LinePort port = echoPort(TransportRule.ANY_PORT.withMaxConnections(2));
        Peer first = rule.peer(port);
        Peer second = rule.peer(port);
        assertAnswers(first);
        assertAnswers(second);
        assertTrue(rule.peer(port).isEnded());
        assertEquals(2, port.connections());
        first.close();
        await().until(() -> port.connections() == 1);
        assertAnswers(rule.peer(port));
        assertAnswers(second);
        assertTrue(rule.peer(port).isEnded());
    }

    @Test
    public void limitIsThatOfOnePort() throws Exception {
        LinePort one = echoPort(TransportRule.ANY_PORT.withMaxConnections(1));
        LinePort other = echoPort(TransportRule.ANY_PORT.withMaxConnections(1));
        assertAnswers(rule.peer(one));
        assertAnswers(rule.peer(other));
        assertEquals(1, one.connections());
        assertEquals(1, other.connections());
    }

    @Test
    public void portInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LineSettings settings = LineSettings.at("127.0.0.1", other.getLocalPort());
            IOException failure = assertThrows(IOException.class, () -> echoPort(settings));
            assertTrue(failure.getMessage(), failure.getMessage().contains("127.0.0.1:" + other.getLocalPort()));
            assertTrue(failure.getMessage(), failure.getMessage().contains("in use"));
        }
    }

    @Test
    public void hostThatIsNotKnownIsNamed() {
        IOException failure =
                assertThrows(IOException.class, () -> echoPort(LineSettings.at("no-such-host.invalid", 4000)));
        assertTrue(failure.getMessage(), failure.getMessage().contains("no-such-host.invalid:4000"));
    }

    @Test
    public void addressOfAnotherMachineIsNamed() {
        IOException failure = assertThrows(IOException.class, () -> echoPort(LineSettings.at("192.0.2.1", 4000)));
        assertTrue(failure.getMessage(), failure.getMessage().contains("192.0.2.1:4000"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
