package dev.patchbay.dvbcss.client;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.Clock;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.TimelineOption;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.testing.FreePorts;
import dev.patchbay.testing.RawPeer;
import dev.patchbay.testing.RawServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Against a scripted television: a wall clock, and a server of both WebSocket endpoints. */
public class RemoteTelevisionTest {

    private static final long SEC = 1_000_000_000;
    private static final String TEMI = Timelines.temi(1, 1);
    private static final String TIMELINES = "[{\"timelineSelector\":\"" + Timelines.PTS
            + "\",\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":90000}},{\"timelineSelector\":\"" + TEMI
            + "\",\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":50}}]";

    private static final TelevisionOptions QUICK = TelevisionOptions.DEFAULTS
            .withWallClock(WallClockOptions.DEFAULTS.withInterval(0.02).withTimeout(0.1))
            .withConnection(ConnectionOptions.DEFAULTS.withHeartbeat(Duration.ofSeconds(2)))
            .withPauses(Duration.ofMillis(50), Duration.ofMillis(200));

    @Rule
    public final Timeout limit = Timeout.seconds(40);

    private final Heard heard = new Heard();
    /** The connections to each endpoint, in order. */
    private final BlockingQueue<RawPeer> ciis = new LinkedBlockingQueue<>();

    private final BlockingQueue<RawPeer> timelines = new LinkedBlockingQueue<>();

    @Test
    public void fromOneUrlEverythingIsFollowed() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(100 * SEC);
                RawServer server = television(clock);
                RemoteTelevision television = followed(server)) {
            heard.expect("connected", "change ", "added " + Timelines.PTS, "added " + TEMI);
            RawPeer one = timelines.take();
            RawPeer two = timelines.take();
            String setups = one.received().take() + two.received().take();
            assertTrue(setups, setups.contains(Timelines.PTS) && setups.contains(TEMI));
            assertTrue(setups, setups.contains("\"contentIdStem\":\"dvb://1\""));
            await().until(() -> television.wallClock().isAvailable());
            assertFalse(television.timeline(TEMI).orElseThrow().clock().isAvailable());

            long now = clock.ticks();
            one.text(available(900_000, now, "1"));
            two.text(available(500, now, "0"));
            heard.expect("moved ", "moved ");
            RemoteTimeline pts = television.timeline(Timelines.PTS).orElseThrow();
            RemoteTimeline temi = television.timeline(TEMI).orElseThrow();
            await().until(() -> pts.clock().isAvailable() && temi.clock().isAvailable());
            assertEquals(List.of(pts, temi), television.timelines());
            Clock running = pts.clock().speed() == 1 ? pts.clock() : temi.clock();
            double ahead = running.ticks() - (running == pts.clock() ? 900_000 : 500);
            assertTrue("ran for " + ahead, ahead >= 0);
            assertEquals(90_000, pts.clock().tickRate(), 0);
            assertEquals(50, temi.clock().tickRate(), 0);
            assertTrue(television.dispersionInSec() < 0.5);
            assertTrue(television.wallClockStatistics().orElseThrow().candidates() > 0);
        }
    }

    @Test
    public void anotherContentIdIsAskedForAnew() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                RawServer server = television(clock);
                RemoteTelevision television = followed(server, Timelines.PTS)) {
            RawPeer first = timelines.take();
            assertTrue(first.received().take().contains("\"contentIdStem\":\"dvb://1\""));
            first.text(available(5, clock.ticks(), "1"));
            RemoteTimeline timeline = await().until(
                            () -> television
                                    .timeline(Timelines.PTS)
                                    .filter(pts -> pts.clock().isAvailable())
                                    .orElse(null),
                            found -> found != null);
            ciis.take().text("{\"contentId\":\"dvb://2\"}");
            assertEquals("close 1001", first.received().take());
            RawPeer second = timelines.take();
            assertTrue(second.received().take().contains("\"contentIdStem\":\"dvb://2\""));
            assertFalse(timeline.clock().isAvailable());
            second.text(available(7, clock.ticks(), "1"));
            await().until(() -> timeline.clock().isAvailable());
            assertEquals("the same one", List.of(timeline), television.timelines());
        }
    }

    @Test
    public void otherAddressesAreFollowed() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                FakeWallClock other = FakeWallClock.ahead(5000 * SEC);
                RawServer server = television(clock);
                RawServer elsewhere = television(other);
                RemoteTelevision television = followed(server, Timelines.PTS)) {
            RawPeer cii = ciis.take();
            RawPeer first = timelines.take();
            await().until(() -> television.wallClock().isAvailable());
            cii.text("{\"wcUrl\":\"" + other.url() + "\",\"tsUrl\":\"" + elsewhere.url("/ts") + "\"}");
            assertTrue(first.received().take().contains("contentIdStem"));
            assertEquals("close 1001", first.received().take());
            assertTrue(timelines.take().request().contains(":" + elsewhere.port()));
            await().until(() -> television.wallClock().isAvailable()
                    && Math.abs(television.wallClock().ticks() - other.ticks()) < SEC);
            cii.text("{\"wcUrl\":null,\"tsUrl\":null}");
            await().until(() -> !television.wallClock().isAvailable());
            assertEquals(1, television.timelines().size());
        }
    }

    @Test
    public void timelinesComeAndGo() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                RawServer server = television(clock);
                RemoteTelevision television = followed(server)) {
            heard.await("added " + TEMI);
            RemoteTimeline pts = television.timeline(Timelines.PTS).orElseThrow();
            RawPeer cii = ciis.take();
            cii.text("{\"timelines\":[" + "{\"timelineSelector\":\"" + TEMI
                    + "\",\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":25}}]}");
            heard.await("removed " + Timelines.PTS);
            heard.await("removed " + TEMI);
            heard.await("added " + TEMI);
            assertEquals(25, television.timelines().get(0).clock().tickRate(), 0);
            assertFalse(pts.clock().isAvailable());
            cii.text("{\"timelines\":[]}");
            heard.await("removed " + TEMI);
            assertEquals(List.of(), television.timelines());
        }
    }

    @Test
    public void aTelevisionThatIsNotThereYetIsFoundAndOneThatRestartsIsFoundAgain() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC)) {
            int port = FreePorts.next();
            URI url = URI.create("ws://127.0.0.1:" + port + "/cii");
            try (RemoteTelevision television = RemoteTelevision.at(url, QUICK, heard)) {
                television.start();
                heard.expect("problem CII UNREACHABLE No CSS-CII server at " + url);
                try (RawServer server = television(port, clock, "dvb://1")) {
                    heard.await("connected");
                    heard.await("added " + TEMI);
                    RawPeer peer = timelines.take();
                    peer.text(available(5, clock.ticks(), "1"));
                    heard.await("moved");
                    assertEquals(port, server.port());
                }
                heard.await("problem");
                assertEquals(
                        "kept",
                        "dvb://1",
                        television.state().get(CiiProperty.CONTENT_ID).value());
                assertTrue(television.wallClock().isAvailable());
                await().until(() ->
                        television.timelines().stream().noneMatch(t -> t.clock().isAvailable()));
                timelines.clear();
                try (RawServer server = television(port, clock, "dvb://2")) {
                    heard.await("connected");
                    heard.await("change [contentId]");
                    // the first ones may still ask for what was on before
                    await().ignoreExceptions().until(() -> {
                        RawPeer peer = timelines.poll();
                        if (peer != null) {
                            peer.text(available(5, clock.ticks(), "1"));
                        }
                        return television.timelines().stream()
                                .anyMatch(timeline -> timeline.clock().isAvailable());
                    });
                    assertEquals(port, server.port());
                }
            }
        }
    }

    @Test
    public void aTimelineThatIsRefusedIsTriedAgain() throws Exception {
        BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>(List.of(503, 403));
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                RawServer server = new RawServer(0, peer -> {
                    Integer status = peer.path().equals("/ts") ? refusals.poll() : null;
                    if (status == null) {
                        serve(peer, clock, "dvb://1");
                    } else {
                        peer.refuse(status);
                    }
                });
                RemoteTelevision television = followed(server, Timelines.PTS)) {
            heard.await("problem TS REFUSED The CSS-TS server at " + server.url("/ts")
                    + " refused the connection with HTTP 503");
            assertTrue(television.timelines().get(0).problem().isPresent());
            heard.await("problem TS REFUSED The CSS-TS server at " + server.url("/ts")
                    + " refused the connection with HTTP 403");
            timelines.take().text(available(5, clock.ticks(), "1"));
            await().until(() -> television.timelines().get(0).clock().isAvailable());
            await().until(() -> television.timelines().get(0).problem().isEmpty());
        }
    }

    @Test
    public void addressesThatMakeNoSenseAreProblemsAndNothingElse() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                RawServer server = television(clock);
                RemoteTelevision television = followed(server, Timelines.PTS)) {
            RawPeer cii = ciis.take();
            heard.await("added");
            cii.text("{\"wcUrl\":\"http://x\",\"tsUrl\":\"ftp://x\"}");
            heard.await("problem WALL_CLOCK MALFORMED Expected a wall clock's address");
            heard.await("problem TS MALFORMED Expected ws://HOST:PORT/PATH");
            cii.text("{\"tsUrl\":\"ws://[\"}");
            heard.await("problem TS MALFORMED ");
            cii.text("{\"contentId\":5}");
            heard.await("problem CII MALFORMED ");
            cii.text("{\"wcUrl\":\"" + clock.url() + "\"}");
            await().until(() -> television.wallClock().isAvailable());
        }
    }

    @Test
    public void aTelevisionWhoseServersAreKnownNeedsNoCii() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                RawServer server = television(clock)) {
            CiiMessage known = CiiMessage.EMPTY
                    .with(CiiProperty.WC_URL, clock.url())
                    .with(CiiProperty.TS_URL, server.url("/ts").toString())
                    .with(CiiProperty.TIMELINES, List.of(TimelineOption.of(Timelines.PTS, 1, 90_000)));
            try (RemoteTelevision television = RemoteTelevision.of(known, QUICK, heard)) {
                television.start();
                RawPeer peer = timelines.take();
                assertTrue(peer.received().take().contains("\"contentIdStem\":\"\""));
                peer.text(available(5, clock.ticks(), "1"));
                await().until(() -> television.timelines().get(0).clock().isAvailable());
                assertTrue(ciis.isEmpty());
            }
        }
    }

    @Test
    public void closeEndsEverything() throws Exception {
        try (FakeWallClock clock = FakeWallClock.ahead(SEC);
                RawServer server = television(clock)) {
            RemoteTelevision television = followed(server, Timelines.PTS);
            RawPeer cii = ciis.take();
            RawPeer timeline = timelines.take();
            timeline.text(available(5, clock.ticks(), "1"));
            await().until(() -> !television.timelines().isEmpty()
                    && television.timelines().get(0).clock().isAvailable());
            long begin = System.nanoTime();
            television.close();
            television.close();
            assertTrue(System.nanoTime() - begin < 2 * SEC);
            assertEquals("close 1001", cii.received().take());
            timeline.received().take();
            assertEquals("close 1001", timeline.received().take());
            assertFalse(television.wallClock().isAvailable());
            assertFalse(television.timelines().get(0).clock().isAvailable());
            String name = "television " + server.url("/cii");
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals(name)));
        }
    }

    @Test
    public void oneThatWasNeverStartedCanBeClosed() {
        RemoteTelevision.at(URI.create("ws://127.0.0.1:1/cii"), QUICK, heard).close();
        assertTrue(heard.isEmpty());
    }

    @Test
    public void onlyAWebSocketUrlIsTaken() {
        URI page = URI.create("http://tv/cii");
        assertThrows(IllegalArgumentException.class, () -> RemoteTelevision.at(page, QUICK, heard));
    }

    private RawServer television(FakeWallClock clock) throws IOException {
        return television(0, clock, "dvb://1");
    }

    private RawServer television(int port, FakeWallClock clock, String contentId) throws IOException {
        return new RawServer(port, peer -> serve(peer, clock, contentId));
    }

    private void serve(RawPeer peer, FakeWallClock clock, String contentId) throws IOException {
        peer.upgrade();
        if (peer.path().equals("/ts")) {
            timelines.add(peer);
            return;
        }
        String host = peer.request().replaceAll("(?is).*\r\nhost: *(\\S+).*", "$1");
        peer.text("{\"protocolVersion\":\"1.1\",\"contentId\":\"" + contentId + "\",\"wcUrl\":\"" + clock.url()
                + "\",\"tsUrl\":\"ws://" + host + "/ts\",\"timelines\":" + TIMELINES + "}");
        ciis.add(peer);
    }

    private RemoteTelevision followed(RawServer server) {
        return start(RemoteTelevision.at(server.url("/cii"), QUICK, heard));
    }

    private RemoteTelevision followed(RawServer server, String selector) {
        return start(RemoteTelevision.at(server.url("/cii"), QUICK.withTimelines(selector::equals), heard));
    }

    private static RemoteTelevision start(RemoteTelevision television) {
        television.start();
        return television;
    }

    private static String available(long contentTime, long wallClockTime, String speed) {
        return "{\"contentTime\":\"" + contentTime + "\",\"wallClockTime\":\"" + wallClockTime
                + "\",\"timelineSpeedMultiplier\":" + speed + "}";
    }
}
