package dev.patchbay.cluster.nats.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import dev.patchbay.testing.FreePorts;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class NatsLinkTest {

    @Rule
    public final NatsServer server = new NatsServer();

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final RecordingReceiver atA = new RecordingReceiver();
    private final RecordingReceiver atB = new RecordingReceiver();
    private final RecordingReceiver atC = new RecordingReceiver();

    @Rule
    public final Timeout limit = Timeout.seconds(120);

    @After
    public void end() throws Exception {
        for (AutoCloseable closeable : running) {
            closeable.close();
        }
    }

    private ClusterLink join(String name, RecordingReceiver receiver) throws Exception {
        return join(Settings.at(server.url()), name, receiver);
    }

    private ClusterLink join(NatsTransport.Config config, String name, RecordingReceiver receiver) throws Exception {
        ClusterNode self = new ClusterNode(name, name + ":1");
        return ending(new NatsTransport(config).join(self, List.of(), receiver));
    }

    private <T extends AutoCloseable> T ending(T closeable) {
        running.push(closeable);
        return closeable;
    }

    private static OutgoingEvent event(String source, String data) {
        return new OutgoingEvent("e", source, envelope(source, data));
    }

    private static String envelope(String source, String data) {
        return "{\"event\":\"e\",\"source\":\"" + source + "\",\"data\":\"" + data + "\"}";
    }

    @Test
    public void eventsReachAllOthersInOrderAndNeverTheSender() throws Exception {
        server.start();
        ClusterLink linkA = join("a", atA);
        ClusterLink linkB = join("b", atB);
        join("c", atC);
        for (RecordingReceiver receiver : List.of(atA, atB, atC)) {
            receiver.awaitNames("a", "b", "c");
        }
        assertEquals("b:1", atA.nodes.get(1).address());

        for (int i = 0; i < 1_000; i++) {
            linkA.send(event("a", "" + i));
        }
        linkB.send(event("b", "from b"));

        assertEquals(envelope("b", "from b"), atA.next());
        for (int i = 0; i < 1_000; i++) {
            assertEquals(envelope("a", "" + i), atB.next());
        }
        List<String> fromA = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            fromA.add(atC.next());
        }
        assertTrue(fromA.remove(envelope("b", "from b")));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(envelope("a", "" + i), fromA.get(i));
        }
        assertTrue(atA.texts.isEmpty() && atB.texts.isEmpty());
    }

    @Test
    public void clustersOfOtherNamesOnTheSameServerHearNothing() throws Exception {
        server.start();
        ClusterLink linkA = join("a", atA);
        join("b", atB);
        join(Settings.with(Map.of("servers", new String[] {server.url()}, "cluster", "other")), "c", atC);
        atA.awaitNames("a", "b");
        atC.awaitNames("c");

        linkA.send(event("a", "x"));

        assertEquals(envelope("a", "x"), atB.next());
        assertNull(atC.texts.poll());
        atC.awaitNames("c");
    }

    @Test
    public void severalEventsGoInOneMessage() throws Exception {
        server.start();
        ClusterLink linkA = join("a", atA);
        join("b", atB);
        atA.awaitNames("a", "b");

        linkA.sendAll(List.of(event("a", "1"), event("a", "2"), event("a", "3")));
        linkA.sendAll(List.of(event("a", "x".repeat(40_000)), event("a", "y".repeat(40_000))));

        assertEquals(envelope("a", "1") + "\n" + envelope("a", "2") + "\n" + envelope("a", "3"), atB.next());
        assertEquals(envelope("a", "x".repeat(40_000)), atB.next());
        assertEquals(envelope("a", "y".repeat(40_000)), atB.next());
    }

    @Test
    public void fiveMegabytesCrossASmallPayloadLimit() throws Exception {
        server.startWith("max_payload: 100KB");
        ClusterLink linkA = join("a", atA);
        join("b", atB);
        atA.awaitNames("a", "b");
        String data = "0123456789".repeat(500_000);

        linkA.send(event("a", data));
        linkA.send(event("a", "short"));

        assertEquals(envelope("a", data), atB.next());
        assertEquals(envelope("a", "short"), atB.next());
    }

    @Test
    public void aNodeThatLeavesIsMissedAtOnce() throws Exception {
        server.start();
        join(Settings.with(Map.of("servers", new String[] {server.url()}, "nodeTimeoutInMs", 600_000)), "a", atA);
        ClusterLink linkB = join("b", atB);
        atA.awaitNames("a", "b");

        linkB.close();
        linkB.close();

        atA.awaitNames("a");
        assertThrows(IOException.class, () -> linkB.send(event("b", "late")));
    }

    @Test
    public void aServerThatComesLaterIsFound() throws Exception {
        ClusterLink linkA = join("a", atA);
        atA.awaitNames("a");
        assertThrows(IOException.class, () -> linkA.send(event("a", "too early")));

        server.start();
        join("b", atB);
        atA.awaitNames("a", "b");
        atB.awaitNames("a", "b");
        linkA.send(event("a", "x"));
        assertEquals(envelope("a", "x"), atB.next());
    }

    @Test
    public void aServerThatIsKilledAndStartedAgainBringsTheNodesTogetherAgain() throws Exception {
        server.start();
        ClusterLink linkA = join("a", atA);
        join("b", atB);
        atA.awaitNames("a", "b");
        atB.awaitNames("a", "b");

        server.kill();
        atA.awaitNames("a");
        atB.awaitNames("b");
        server.start();

        atA.awaitNames("a", "b");
        atB.awaitNames("a", "b");
        linkA.send(event("a", "x"));
        assertEquals(envelope("a", "x"), atB.next());
    }

    @Test
    public void whatIsSentWhileTheServerIsAwayIsKeptUpToABound() throws Exception {
        server.start();
        NatsTransport.Config small =
                Settings.with(Map.of("servers", new String[] {server.url()}, "reconnectBufferBytes", 10_000L));
        ClusterLink linkA = join(small, "a", atA);
        atA.awaitNames("a");
        await().ignoreExceptions().until(() -> {
            linkA.send(event("a", "connected"));
            return true;
        });
        server.kill();

        // until it notices, what it sends is lost with the connection
        IOException refused = await().until(() -> refusalOfMany(linkA), Objects::nonNull);
        assertTrue(refused.getMessage(), refused.getMessage().contains("cannot be reached"));
    }

    /** Null when all of it is taken. */
    private static IOException refusalOfMany(ClusterLink link) throws InterruptedException {
        try {
            for (int i = 0; i < 20; i++) {
                link.send(event("a", "x".repeat(1_000)));
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    public void aNodeThatIsCutOffLeavesAndReturns() throws Exception {
        server.start();
        Cable cable = ending(new Cable(server.port()));
        ClusterLink linkA = join("a", atA);
        join(Settings.at(cable.url()), "b", atB);
        join("c", atC);
        for (RecordingReceiver receiver : List.of(atA, atB, atC)) {
            receiver.awaitNames("a", "b", "c");
        }

        cable.cut();
        atA.awaitNames("a", "c");
        atB.awaitNames("b");
        atC.awaitNames("a", "c");

        cable.heal();
        for (RecordingReceiver receiver : List.of(atA, atB, atC)) {
            receiver.awaitNames("a", "b", "c");
        }
        linkA.send(event("a", "x"));
        assertEquals(envelope("a", "x"), atB.next());
    }

    @Test
    public void ofTwoNodesOfOneNameTheLaterStepsBackUntilTheOtherHasGone() throws Exception {
        server.start();
        RecordingReceiver atTwin = new RecordingReceiver();
        ClusterLink first = join("a", atA);
        ClusterLink linkB = join("b", atB);
        atA.awaitNames("a", "b");

        ClusterLink twin = join(Settings.at(server.url()), "a", atTwin);
        await().atMost(Duration.ofSeconds(10)).until(() -> isRefused(twin));
        atTwin.awaitNames("a");
        linkB.send(event("b", "for the first"));
        assertEquals(envelope("b", "for the first"), nextOf(atA, "for the first"));
        first.send(event("a", "still here"));
        assertEquals(envelope("a", "still here"), nextOf(atB, "still here"));
        assertTrue(atTwin.texts.isEmpty());
        assertFalse(isRefused(first));

        first.close();
        atTwin.awaitNames("a", "b");
        linkB.send(event("b", "for the second"));
        assertEquals(envelope("b", "for the second"), nextOf(atTwin, "for the second"));
    }

    private static boolean isRefused(ClusterLink link) throws InterruptedException {
        try {
            link.send(event("a", "probe"));
            return false;
        } catch (IOException e) {
            return e.getMessage().contains("also called");
        }
    }

    /** The next one that holds this; probes may have come before it. */
    private static String nextOf(RecordingReceiver receiver, String part) throws InterruptedException {
        String next = receiver.next();
        while (!next.contains(part)) {
            next = receiver.next();
        }
        return next;
    }

    @Test
    public void junkOnOurSubjectsHarmsNobody() throws Exception {
        server.start();
        ClusterLink linkA = join("a", atA);
        join("b", atB);
        atA.awaitNames("a", "b");
        try (Connection stranger = Nats.connect(server.url())) {
            for (String junk : List.of("", "x", "{}", "a b c d\n", "a b 5 2\nx", "{\"kind\":\"SHOUT\"}")) {
                stranger.publish("patchbay.patchbay.event", junk.getBytes(StandardCharsets.UTF_8));
                stranger.publish("patchbay.patchbay.node", junk.getBytes(StandardCharsets.UTF_8));
            }
            stranger.flush(Duration.ofSeconds(10));
        }

        linkA.send(event("a", "x"));

        assertEquals(envelope("a", "x"), atB.next());
        atB.awaitNames("a", "b");
    }

    @Test
    public void userNameAndPasswordAreUsed() throws Exception {
        server.start("--user", "patch", "--pass", "bay");
        join(withPassword("bay\n"), "a", atA);
        join(withPassword("bay"), "b", atB);

        atA.awaitNames("a", "b");
    }

    @Test
    public void aWrongPasswordIsSaidOnceAsAnError() throws Exception {
        server.start("--user", "patch", "--pass", "bay");
        try (CapturedLog log = new CapturedLog()) {
            ClusterLink link = join(withPassword("wrong"), "a", atA);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.refused() > 2);

            assertEquals(log.text(), 1, log.count("refuses this node"));
            assertEquals(log.text(), 1, log.count("SEVERE"));
            assertFalse(log.text(), log.text().contains("wrong"));
            assertThrows(IOException.class, () -> link.send(event("a", "x")));
        }
    }

    private NatsTransport.Config withPassword(String password) throws IOException {
        return Settings.with(Map.of(
                "servers",
                new String[] {server.url()},
                "username",
                "patch",
                "passwordPath",
                file(password).toString()));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(server.newFile().toPath(), text);
    }

    @Test
    public void aTokenIsUsed() throws Exception {
        server.start("--auth", "secret");
        NatsTransport.Config config = Settings.with(Map.of(
                "servers",
                new String[] {server.url()},
                "tokenPath",
                file("secret").toString()));
        join(config, "a", atA);
        join(config, "b", atB);

        atA.awaitNames("a", "b");
    }

    @Test
    public void settingsThatCannotBeUsedAreSaidInOneSentence() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("cluster", "a.b"),
                Map.of("cluster", ""),
                Map.of("tokenPath", "/missing/file"),
                Map.of("caPath", "/missing/file"),
                Map.of("credentialsPath", "/missing/file"),
                Map.of("servers", new String[] {"no url at all"}))) {
            assertThrows(wrong.toString(), ClusterTransportException.class, () -> join(Settings.with(wrong), "a", atA));
        }
    }

    @Test
    public void closingLeavesNoThread() throws Exception {
        server.start();
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        ClusterLink link = join("a", atA);
        ClusterLink lonely = join(Settings.at("nats://127.0.0.1:" + FreePorts.next()), "b", atB);
        await().ignoreExceptions().until(() -> {
            link.send(event("a", "connected"));
            return true;
        });

        long start = System.nanoTime();
        link.close();
        lonely.close();

        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
        await("nothing of ours or of jnats runs")
                .atMost(Duration.ofSeconds(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .allMatch(thread -> thread.getName().startsWith("awaitility")));
    }
}
