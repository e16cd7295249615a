package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LinePort;
import dev.patchbay.transport.udp.internal.UdpServers;
import dev.patchbay.transport.udp.internal.UdpTransportComponent;
import dev.patchbay.udp.UdpRequest;
import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** More datagrams than can be handled are nobody else's trouble. */
public class FloodTest {

    private static final int DATAGRAMS_EACH = 100_000;
    private static final long LIMIT_IN_MS = 5_000;

    @Rule
    public final Timeout limit = Timeout.seconds(120);

    @Rule
    public final TransportRule rule = new TransportRule();

    private static void answer(UdpRequest request) {
        try {
            request.answer(request.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(InetSocketAddress to, int count) {
        try (DatagramSocket socket = new DatagramSocket()) {
            DatagramPacket packet = new DatagramPacket(new byte[32], 32, to);
            for (int i = 0; i < count; i++) {
                socket.send(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void aFloodOfDatagramsDoesNotKeepLinesFromBeingAnswered() throws Exception {
        LinePort port = rule.listen(Echo::new);
        Peer peer = rule.peer(port);
        try (UdpServer server = new UdpTransportComponent(new UdpServers())
                .server(UdpSettings.at("127.0.0.1", 0).withMaxBytes(32), FloodTest::answer)) {
            server.start();
            CompletableFuture<Void> flood = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> send(server.address(), DATAGRAMS_EACH)),
                    CompletableFuture.runAsync(() -> send(server.address(), DATAGRAMS_EACH)));
            await().until(() -> server.counts().received() > 0);
            int answeredMeanwhile = 0;
            while (!flood.isDone()) {
                long began = System.nanoTime();
                assertEquals("hello", peer.send("hello\n").readLine());
                long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                assertTrue("took " + tookInMs + " ms", tookInMs < LIMIT_IN_MS);
                answeredMeanwhile++;
            }
            flood.join();
            assertTrue("answered " + answeredMeanwhile, answeredMeanwhile > 10);
            await().until(() -> server.counts().answered() == server.counts().received());
            assertEquals(0, server.counts().failed());
        }
    }
}
