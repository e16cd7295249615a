package dev.patchbay.dvbcss.client;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.SysClock;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.PresentationTimestamp;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.testing.RawPeer;
import dev.patchbay.testing.RawServer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class TsClientTest {

    private static final long SEC = 1_000_000_000;
    private static final SetupData SETUP = SetupData.of("dvb://1", "urn:dvb:css:timeline:pts");

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    private final Heard heard = new Heard();
    private final CorrelatedClock wallClock = new CorrelatedClock(new SysClock(), 1e9);
    private final CorrelatedClock timeline = new CorrelatedClock(wallClock, 90_000);

    @Test
    public void whatIsWantedIsSaidAtOnce() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            assertEquals(
                    "{\"contentIdStem\":\"dvb://1\",\"timelineSelector\":\"urn:dvb:css:timeline:pts\"}",
                    server.peers().take().received().take());
            heard.expect("open");
            assertFalse(timeline.isAvailable());
        }
    }

    @Test
    public void aTimestampSetsPositionSpeedAndAvailability() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            peer.text(available(270_000, 9 * SEC, "1.0"));
            heard.expect("timestamp 270000 1.0 set");
            assertTrue(timeline.isAvailable());
            assertEquals(360_000, timeline.fromParent(Ticks.of(10 * SEC)).whole());
            peer.text(available(0, 20 * SEC, "-2"));
            heard.expect("timestamp 0 -2.0 set");
            assertEquals(-180_000, timeline.fromParent(Ticks.of(21 * SEC)).whole());
            peer.text(available(500, 30 * SEC, "0"));
            heard.expect("timestamp 500 0.0 set");
            assertEquals(500, timeline.ticks());
            peer.text("{\"contentTime\":null,\"wallClockTime\":\"31\",\"timelineSpeedMultiplier\":null}");
            heard.expect("timestamp null null set");
            assertFalse(timeline.isAvailable());
            assertEquals("stays where it was", 500, timeline.ticks());
            assertEquals(31, client.last().wallClockTime());
            peer.text(available(500, 40 * SEC, "0"));
            heard.expect("timestamp 500 0.0 set");
            assertTrue(timeline.isAvailable());
        }
    }

    @Test
    public void whatMovesTheClockLessThanTheThresholdDoesNotSetIt() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server);
                var listening = timeline.listen(cause -> changes.incrementAndGet())) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            peer.text(available(0, 0, "1"));
            heard.expect("timestamp 0 1.0 set");
            int before = changes.get();
            peer.text(available(90_000, SEC, "1"));
            heard.expect("timestamp 90000 1.0 kept");
            peer.text(available(90_009, SEC, "1"));
            heard.expect("timestamp 90009 1.0 kept");
            assertEquals(before, changes.get());
            assertEquals(Ticks.ZERO, timeline.correlation().child());
            peer.text(available(90_010, SEC, "1"));
            heard.expect("timestamp 90010 1.0 set");
            peer.text(available(90_000, SEC, "1"));
            heard.expect("timestamp 90000 1.0 set");
            peer.text(available(90_000, SEC, "1.0001"));
            heard.expect("timestamp 90000 1.0001 set");
            assertEquals(before + 3, changes.get());
        }
    }

    @Test
    public void theFirstPositionIsTakenHoweverNear() throws Exception {
        timeline.setSpeed(1);
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            server.peers().take().text(available(90_001, SEC, "1"));
            heard.expect("open", "timestamp 90001 1.0 set");
            assertEquals(Ticks.of(90_001), timeline.correlation().child());
        }
    }

    @Test
    public void whatMakesNoSenseIsToldAndIgnored() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            for (String text : new String[] {
                "{}",
                "[]",
                "no",
                "{\"contentTime\":5,\"wallClockTime\":\"9\",\"timelineSpeedMultiplier\":1}",
                "{\"contentTime\":\"5\",\"wallClockTime\":\"9\",\"timelineSpeedMultiplier\":null}",
                "{\"contentTime\":null,\"wallClockTime\":\"9\",\"timelineSpeedMultiplier\":1}",
                "{\"contentTime\":\"5\",\"wallClockTime\":\"99999999999999999999\",\"timelineSpeedMultiplier\":1}",
                "{\"contentTime\":\"05\",\"wallClockTime\":\"9\",\"timelineSpeedMultiplier\":1}"
            }) {
                peer.text(text);
                heard.expect("malformed " + text + ": Expected ");
            }
            assertFalse(timeline.isAvailable());
            peer.text(available(5, 5, "1"));
            heard.expect("timestamp 5 1.0 set");
        }
    }

    @Test
    public void anEndMakesTheTimelineUnavailableBeforeItIsTold() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            peer.text(available(5, 5, "1"));
            heard.expect("open", "timestamp");
            peer.close(1001, "");
            heard.expect("closed 1001");
            assertFalse(timeline.isAvailable());
            assertFalse(
                    client.send(new AptEptLpt(null, new PresentationTimestamp(1, 1), new PresentationTimestamp(1, 2))));
        }
    }

    @Test
    public void closeMakesItUnavailableAndSaysGoodbye() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            peer.text(available(5, 5, "1"));
            heard.expect("open", "timestamp");
            client.close();
            assertFalse(timeline.isAvailable());
            peer.received().take();
            assertEquals("close 1001", peer.received().take());
            assertTrue(heard.isEmpty());
        }
    }

    @Test
    public void presentationTimestampsFollowTheSetup() throws Exception {
        AptEptLpt timestamps = new AptEptLpt(
                new PresentationTimestamp(5, 6),
                new PresentationTimestamp(7, PresentationTimestamp.MINUS_INFINITY),
                new PresentationTimestamp(7, PresentationTimestamp.PLUS_INFINITY));
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            assertTrue(client.send(timestamps));
            assertTrue(peer.received().take().contains("contentIdStem"));
            String said = peer.received().take();
            assertTrue(said, said.contains("\"wallClockTime\":\"minusinfinity\""));
        }
    }

    @Test
    public void ofManyTimestampsTheNewestArrives() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            for (int i = 0; i < 2000; i++) {
                PresentationTimestamp at = new PresentationTimestamp(i, i);
                assertTrue(client.send(new AptEptLpt(null, at, at)));
            }
            await().until(() -> peer.received().stream().anyMatch(text -> text.contains("\"1999\"")));
            assertTrue(peer.received().take().contains("contentIdStem"));
            int last = -1;
            for (String text : peer.received()) {
                int now = Integer.parseInt(text.replaceAll("(?s).*?\"contentTime\":\"(\\d+)\".*", "$1"));
                assertTrue(now > last);
                last = now;
            }
        }
    }

    @Test
    public void beforeTheConnectionNothingIsSent() throws Exception {
        try (RawServer server = RawServer.passive();
                TsClient client = new TsClient(server.url("/ts"), SETUP, timeline, 0, heard)) {
            assertFalse(
                    client.send(new AptEptLpt(null, new PresentationTimestamp(1, 1), new PresentationTimestamp(1, 2))));
        }
    }

    @Test
    public void refusalsTellTheStatus() throws Exception {
        try (RawServer server = new RawServer(0, peer -> peer.refuse(503));
                TsClient client = connected(server)) {
            heard.expect("refused 503");
            assertFalse(timeline.isAvailable());
        }
    }

    @Test
    public void aNegativeThresholdIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new TsClient(URI.create("ws://tv/ts"), SETUP, timeline, -1, heard));
    }

    private TsClient connected(RawServer server) {
        TsClient client = new TsClient(server.url("/ts"), SETUP, timeline, TsClient.DEFAULT_THRESHOLD_IN_SEC, heard);
        client.connect();
        return client;
    }

    private static String available(long contentTime, long wallClockTime, String speed) {
        return "{\"contentTime\":\"" + contentTime + "\",\"wallClockTime\":\"" + wallClockTime
                + "\",\"timelineSpeedMultiplier\":" + speed + "}";
    }
}
