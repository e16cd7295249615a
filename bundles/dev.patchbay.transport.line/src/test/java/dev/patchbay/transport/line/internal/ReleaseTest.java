package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LinePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What goes when a bundle releases the transport, and when the transport itself stops. */
public class ReleaseTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private final CountDownLatch held = new CountDownLatch(1);

    @After
    public void letGo() {
        held.countDown();
    }

    private static long threads(IoThreads own) {
        return Thread.getAllStackTraces().keySet().stream().filter(own::has).count();
    }

    @Test
    public void whatABundleOpenedGoesWithItAndOthersStay() throws Exception {
        LineTransportComponent other = new LineTransportComponent(rule.threads);
        LinePort otherPort = other.listen(
                TransportRule.ANY_PORT, connection -> RecordingListener.echo().attach(connection));
        TransportRule.Pair pair = rule.pair();
        TransportRule.Pair shut = rule.pair();
        shut.port().closeDoor();
        RecordingListener connecting = new RecordingListener();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Peer otherPeer = new Peer(otherPort.address())) {
            LineConnection connected =
                    rule.transport.connect(TransportRule.address(server), 5_000, TransportRule.ANY_PORT, connecting);
            Peer peer = new Peer(server.accept());
            connected.send("hello");
            assertEquals("hello", peer.readLine());
            rule.transport.deactivate();
            // All have been told by now.
            assertEquals(LineEnd.BY_US, pair.listener().ends.poll());
            assertEquals(LineEnd.BY_US, shut.listener().ends.poll());
            assertEquals(LineEnd.BY_US, connecting.ends.poll());
            assertTrue(peer.isEnded());
            assertThrows(ConnectException.class, () -> rule.peer(pair.port()));
            assertEquals("still here", otherPeer.send("still here\n").readLine());
            peer.close();
        }
        other.deactivate();
    }

    @Test
    public void nothingCanBeOpenedAfterwards() {
        rule.transport.deactivate();
        assertThrows(IllegalStateException.class, () -> rule.listen(connection -> new RecordingListener()));
        assertThrows(
                IllegalStateException.class,
                () -> rule.transport.connect(
                        TransportRule.SOMEWHERE, 100, TransportRule.ANY_PORT, new RecordingListener()));
    }

    @Test
    public void threadsStartWithTheFirstSocketAndEndWithTheTransport() throws Exception {
        assertEquals(0, threads(rule.threads));
        TransportRule.Pair pair = rule.pair();
        assertEquals(Math.min(2, Runtime.getRuntime().availableProcessors()), threads(rule.threads));
        rule.threads.close();
        assertEquals(0, threads(rule.threads));
        assertEquals(LineEnd.BY_US, pair.listener().end());
        assertTrue(pair.peer().isEnded());
        assertThrows(ConnectException.class, () -> rule.peer(pair.port()));
        assertFalse(pair.connection().send("too late"));
        pair.connection().next();
        pair.connection().close();
        pair.port().close();
    }

    @Test
    public void connectionsThatAreBeingMadeEndWithTheThreads() throws Exception {
        RecordingListener connecting = new RecordingListener();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 10; i++) {
                rule.transport.connect(TransportRule.address(server), 5_000, TransportRule.ANY_PORT, connecting);
            }
            rule.threads.close();
            assertEquals(10, connecting.ends.size());
        }
    }

    @Test
    public void releaseOnAnIoThreadDoesNotWaitForItself() throws Exception {
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> rule.transport.deactivate());
        TransportRule.Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        long began = System.nanoTime();
        pair.peer().send("go\n");
        assertEquals(LineEnd.BY_US, listener.end());
        assertTrue(System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(1_500));
    }

    @Test
    public void listenerThatBlocksDoesNotHoldTheReleaseForever() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> {
                    inside.countDown();
                    awaitUninterrupted(held);
                });
        TransportRule.Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.peer().send("block\n");
        inside.await();
        CompletableFuture<Void> released = CompletableFuture.runAsync(() -> {
            rule.transport.deactivate();
            rule.threads.close();
        });
        released.get(15, TimeUnit.SECONDS);
        assertTrue(listener.ends.isEmpty());
        held.countDown();
        assertEquals(LineEnd.BY_US, listener.end());
        await().until(() -> threads(rule.threads) == 0);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void threadsThatWereNeverStartedEndAtOnce() throws IOException {
        IoThreads unused = new IoThreads();
        unused.close();
        assertThrows(IllegalStateException.class, unused::next);
    }
}
