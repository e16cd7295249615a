package dev.patchbay.cluster.zephserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterTransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

public class ZephLinkTest {

    private static final String ALL_KINDS = "\"quoted\" back\\slash é 日本 😀 \u0001";

    @Rule
    public final Nodes nodes = new Nodes();

    private final RecordingReceiver atA = new RecordingReceiver();
    private final RecordingReceiver atB = new RecordingReceiver();

    private static void awaitNames(RecordingReceiver receiver, String... names) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.names.equals(List.of(names)));
    }

    /** Says something as any program could, and reads what comes back. */
    private static String answerTo(ClusterNode node, String host, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName(host), Nodes.port(node))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    public void eventsCrossBothWaysInOrderAndNeverReachTheSender() throws Exception {
        ClusterNode a = nodes.list("a");
        ClusterNode b = nodes.list("b");
        ClusterLink linkA = nodes.join(a, atA);
        ClusterLink linkB = nodes.join(b, atB);
        awaitNames(atA, "a", "b");
        awaitNames(atB, "b", "a");

        for (int i = 0; i < 100; i++) {
            linkA.send(Nodes.event("a", "count", Map.of("i", i)));
        }
        linkB.send(Nodes.event("b", "back", Map.of("text", ALL_KINDS)));

        for (long i = 0; i < 100; i++) {
            assertEquals(Map.of("event", "count", "source", "a", "data", Map.of("i", i)), atB.next());
        }
        assertEquals(Map.of("event", "back", "source", "b", "data", Map.of("text", ALL_KINDS)), atA.next());
        assertTrue(atA.texts.isEmpty() && atB.texts.isEmpty());
    }

    @Test
    public void aLongEventCrossesWhole() throws Exception {
        ClusterNode a = nodes.list("a");
        ClusterNode b = nodes.list("b");
        ClusterLink linkA = nodes.join(a, atA);
        nodes.join(b, atB);
        awaitNames(atA, "a", "b");

        String text = ALL_KINDS.repeat(2_000);
        linkA.send(Nodes.event("a", "long", Map.of("text", text)));
        linkA.send(Nodes.event("a", "short", Map.of()));

        assertEquals(Map.of("text", text), atB.next().get("data"));
        assertEquals("short", atB.next().get("event"));
    }

    @Test
    public void aNodeThatLeavesIsMissedAtOnceAndSeenAgainWhenItReturns() throws Exception {
        WireSettings seldom = new WireSettings("", 500, 500, 600_000, 1_000_000, 1_000_000);
        ClusterNode a = nodes.list("a");
        ClusterNode b = nodes.list("b");
        nodes.join(seldom, a, atA);
        ClusterLink linkB = nodes.join(seldom, b, atB);
        awaitNames(atA, "a", "b");
        awaitNames(atB, "b", "a");

        linkB.close();
        awaitNames(atA, "a");

        nodes.join(seldom, b, atB);
        awaitNames(atA, "a", "b");
    }

    @Test
    public void aNodeThatDiesIsMissedByThePings() throws Exception {
        ClusterNode a = nodes.list("a");
        FaultyPeer dying = new FaultyPeer(FaultyPeers::answerWell);
        nodes.list("b", dying.port());
        nodes.join(a, atA);
        awaitNames(atA, "a", "b");

        dying.close();
        awaitNames(atA, "a");
    }

    @Test
    public void junkIsAnsweredAndHarmsNobody() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);

        for (String junk : List.of(
                "dummy", "hello", "{\"event\":", "{}", "[1]", "\"x\"", "{\"event\":7}}}}", "x".repeat(20_000))) {
            assertEquals(junk, Wire.MARKER, answerTo(a, "127.0.0.1", junk));
        }
        assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", Wire.envelope(Wire.MULTIPART, "x", Map.of("uuid", 1))));
        atA.texts.clear();
        String envelope = Wire.envelope("good", "x", Map.of());
        assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", envelope));
        assertEquals(envelope, atA.texts.poll(20, TimeUnit.SECONDS));
    }

    @Test
    public void dummyAndPingsAreNotPassedOn() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);

        answerTo(a, "127.0.0.1", "dummy");
        answerTo(a, "127.0.0.1", Wire.envelope(Wire.PING, "x", Map.of()));
        answerTo(a, "127.0.0.1", Wire.envelope(Wire.BYE, "x", Map.of()));

        assertNull(atA.texts.poll());
    }

    @Test
    public void itListensOnBothFamilies() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);
        assumeTrue(
                "Skipped: this machine has no IPv6 loopback",
                NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null);

        assertEquals(Wire.MARKER, answerTo(a, "::1", "dummy"));
        assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", "dummy"));
    }

    @Test
    public void aFailingReceiverStillAnswers() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, new RecordingReceiver() {
            @Override
            public void received(String peer, String envelopes) {
                throw new IllegalStateException("on purpose");
            }
        });

        assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", Wire.envelope("e", "x", Map.of())));
    }

    @Test
    public void anObjectInPiecesIsReadWhole() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);
        String text = Wire.envelope("pieces", "x", Map.of("brace", "}\"{\\"));
        try (Socket socket = new Socket("127.0.0.1", Nodes.port(a))) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            for (char c : text.toCharArray()) {
                socket.getOutputStream().write(c);
            }
            assertEquals(Wire.MARKER, new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
        assertEquals(text, atA.texts.poll(20, TimeUnit.SECONDS));
    }

    @Test
    public void manyThatStaySilentDelayNobodyForLong() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);
        for (int i = 0; i < 60; i++) {
            nodes.ending(new Socket("127.0.0.1", Nodes.port(a)));
        }

        long start = System.nanoTime();
        assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", "dummy"));
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    public void silentDeadAndRudePeersDelayNobody() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.list("dead");
        nodes.list("silent", nodes.ending(new FaultyPeer(socket -> {})).port());
        nodes.list("closing", nodes.ending(new FaultyPeer(Socket::close)).port());
        nodes.list("junk", nodes.ending(new FaultyPeer(FaultyPeers::answerJunk)).port());
        nodes.list("half", nodes.ending(new FaultyPeer(FaultyPeers::answerHalf)).port());
        ClusterNode b = nodes.list("b");
        ClusterLink linkA = nodes.join(Nodes.AS_SHIPPED, a, atA);
        nodes.join(b, atB);
        awaitNames(atA, "a", "b");

        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            linkA.send(Nodes.event("a", "count", Map.of("i", i)));
        }
        long sent = System.nanoTime() - start;
        for (long i = 0; i < 50; i++) {
            assertEquals(Map.of("i", i), atB.next().get("data"));
        }
        long served = System.nanoTime() - start;

        assertTrue("sending took " + sent, sent < TimeUnit.MILLISECONDS.toNanos(500));
        assertTrue("serving took " + served, served < TimeUnit.SECONDS.toNanos(2));
        awaitNames(atA, "a", "b");
    }

    @Test
    public void aFullQueueOfASilentPeerHoldsTheSenderAtMostOnce() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.list("silent", nodes.ending(new FaultyPeer(socket -> {})).port());
        ClusterNode b = nodes.list("b");
        WireSettings small = new WireSettings("", 500, 500, 100, 2_000, 1_000_000);
        ClusterLink linkA = nodes.join(small, a, atA);
        nodes.join(b, atB);
        awaitNames(atA, "a", "b");

        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            linkA.send(Nodes.event("a", "count", Map.of("i", i, "filling", "x".repeat(500))));
            assertEquals((long) i, ((Map<?, ?>) atB.next().get("data")).get("i"));
        }

        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    public void closingEndsInBoundedTimeAndLeavesNoThread() throws Exception {
        ClusterNode a = nodes.list("a");
        FaultyPeer silent = nodes.ending(new FaultyPeer(socket -> {}));
        nodes.list("silent", silent.port());
        ClusterLink link = nodes.join(new WireSettings("", 60_000, 60_000, 100, 1_000, 1_000), a, atA);
        await().until(() -> silent.connections.get() > 0);

        long start = System.nanoTime();
        link.close();
        link.close();

        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(4));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("patchbay-zeph")));
        assertThrows(IOException.class, () -> link.send(Nodes.event("a", "late", Map.of())));
    }

    @Test
    public void whatWaitsIsBroughtBeforeANodeLeaves() throws Exception {
        ClusterNode a = nodes.list("a");
        ClusterNode b = nodes.list("b");
        ClusterLink linkA = nodes.join(a, atA);
        nodes.join(b, atB);
        awaitNames(atA, "a", "b");

        linkA.send(Nodes.event("a", "last", Map.of()));
        linkA.close();

        assertEquals("last", atB.next().get("event"));
    }

    @Test
    public void aPortThatIsTakenIsSaidInOneSentence() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);

        ClusterTransportException refused = assertThrows(ClusterTransportException.class, () -> nodes.join(a, atB));
        assertTrue(refused.getMessage(), refused.getMessage().contains(a.address()));
    }

    @Test
    public void whatComesUnderOurOwnNameIsDropped() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);

        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", Wire.envelope("e", "a", Map.of())));
            }
            assertEquals(log.text(), 1, log.count("is also called"));
        }
        assertEquals(Wire.MARKER, answerTo(a, "127.0.0.1", Wire.envelope("e", "x", Map.of())));
        assertEquals("x", atA.next().get("source"));
    }

    @Test
    public void aNodeThatCannotBeReachedIsSaidWhenThatChanges() throws Exception {
        ClusterNode a = nodes.list("a");
        FaultyPeer dying = new FaultyPeer(FaultyPeers::answerWell);
        ClusterNode b = nodes.list("b", dying.port());
        ClusterLink linkA = nodes.join(a, atA);
        awaitNames(atA, "a", "b");
        try (CapturedLog log = new CapturedLog()) {
            dying.close();
            FaultyPeer gone = nodes.ending(new FaultyPeer(Nodes.port(b), Socket::close));
            for (int i = 0; i < 5; i++) {
                linkA.send(Nodes.event("a", "lost", Map.of()));
            }
            await().until(() -> gone.connections.get() > 3);
            assertEquals(log.text(), 1, log.count("Node b cannot be reached"));

            gone.close();
            nodes.join(b, atB);
            awaitNames(atA, "a", "b");
            assertEquals(log.text(), 1, log.count("Node b answers"));
        }
    }

    @Test
    public void namesOfTheWireAreRefusedAsEvents() throws Exception {
        ClusterLink link = nodes.join(nodes.list("a"), atA);

        for (String name : List.of("multipart", "patchbay.ping", "patchbay.bye")) {
            assertThrows(IOException.class, () -> link.send(Nodes.event("a", name, Map.of())));
        }
    }

    @Test
    public void lineEndsInsideAnEnvelopeAreNotTakenForTheEndOfOne() throws Exception {
        ClusterNode a = nodes.list("a");
        nodes.join(a, atA);

        answerTo(a, "127.0.0.1", "{\n \"event\": \"e\",\r\n \"source\": \"x\", \"data\": {}}");

        String text = atA.texts.poll(20, TimeUnit.SECONDS);
        assertEquals(1, text.lines().count());
    }
}
