package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.client.RemoteTelevision;
import dev.patchbay.dvbcss.client.RemoteTimeline;
import dev.patchbay.dvbcss.client.TelevisionListener;
import dev.patchbay.dvbcss.client.TelevisionOptions;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A node that is a television, and companions that speak DVB CSS with it. */
public class DvbCssIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PTS = Timelines.PTS;
    private static final double PTS_PER_NANO = 90_000 / 1e9;
    /** What passes between a command and the look at the clocks that follows it: 0.1 s. */
    private static final int AT_ONCE = 9_000;

    private static final int LIMIT = 600;

    private static final int HTTP_IDLE_IN_MS = 1_000;

    private static final int WALL_CLOCK = FreePorts.next();
    private static final int HTTP = FreePorts.next();

    private static NodeProcess node;

    private final List<TextSocket> companions = new ArrayList<>();

    @BeforeClass
    public static void startATelevision() throws Exception {
        node = NodeProcess.launch(NodeProcess.newHome(), settings(""), HTTP);
        node.awaitListening();
        node.deploy("tv");
        awaitPicture();
    }

    /** @param wallClock more about it, beginning with a comma */
    private static String settings(String wallClock) {
        return """
                {
                  "http": {"port": %d, "idleTimeoutInMs": %d},
                  "dvbcss": {},
                  "dvbcssWallClock": {"port": %d, "maxFrequencyErrorInPpm": 28%s},
                  "dvbcssCii": {"maxConnections": %d},
                  "dvbcssTs": {"maxConnections": %d},
                  "org.example.tv": {"wcUrl": "udp://{{host}}:%d"}
                }
                """.formatted(HTTP, HTTP_IDLE_IN_MS, WALL_CLOCK, wallClock, LIMIT, LIMIT, WALL_CLOCK);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @After
    public void leave() throws Exception {
        companions.forEach(TextSocket::close);
        call("css.enable", "{\"endpoint\": \"cii\"}");
        call("css.enable", "{\"endpoint\": \"ts\"}");
        awaitPicture();
        call("tv.speed", "{\"speed\": 1}");
        call("tv.play");
    }

    private static void awaitPicture() throws Exception {
        node.awaitCall("tv.state");
        await().atMost(PATIENCE)
                .until(() -> "okay"
                        .equals(call("css.state").get("presentationStatus").getAsString()));
    }

    private TextSocket companion(String path) {
        TextSocket companion = new TextSocket(URI.create("ws://127.0.0.1:" + HTTP + path));
        companions.add(companion);
        return companion;
    }

    /** What an administrator is answered; an empty object for a call that has no result. */
    private static JsonObject call(String method, String params) throws Exception {
        try (RpcCaller administrator = RpcCaller.administrator(node)) {
            JsonElement result = administrator.call(method, params);
            return result.isJsonObject() ? result.getAsJsonObject() : new JsonObject();
        }
    }

    private static JsonObject call(String method) throws Exception {
        return call(method, "{}");
    }

    private static String setup(String stem, String selector) {
        return "{\"contentIdStem\":\"" + stem + "\",\"timelineSelector\":\"" + selector + "\"}";
    }

    private static double position(JsonObject timestamp, long wallClock) {
        return timestamp.get("contentTime").getAsLong()
                + (wallClock - timestamp.get("wallClockTime").getAsLong())
                        * PTS_PER_NANO
                        * timestamp.get("timelineSpeedMultiplier").getAsDouble();
    }

    private static long wallClock() throws IOException {
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            return WallClockSocket.nanosAt(clock.ask(1), WallClockSocket.TRANSMIT_AT);
        }
    }

    @Test
    public void aRequestForTheWallClockGetsItsOriginateTimeBackAndTwoTimes() throws Exception {
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            long before = WallClockSocket.nanosAt(clock.ask(0), WallClockSocket.TRANSMIT_AT);
            ByteBuffer answer = clock.ask(0x01020304_ffffffffL);
            assertEquals(0, answer.get(0));
            assertEquals("a response", 1, answer.get(1));
            assertTrue("precision in log2 of seconds: " + answer.get(2), answer.get(2) <= -19);
            assertEquals("reserved", 0, answer.get(3));
            assertEquals("28 ppm in units of 1/256 ppm", 7168, answer.getInt(4));
            assertEquals(0x01020304_ffffffffL, answer.getLong(WallClockSocket.ORIGINATE_AT));
            long received = WallClockSocket.nanosAt(answer, WallClockSocket.RECEIVE_AT);
            assertTrue(received > before);
            assertTrue(WallClockSocket.nanosAt(answer, WallClockSocket.TRANSMIT_AT) >= received);
        }
    }

    @Test
    public void whatIsNoRequestForTheWallClockIsNotAnsweredAndDisturbsNothing() throws Exception {
        JsonObject before = call("css.wallClock").getAsJsonObject("requests");
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            clock.send(new byte[0]);
            clock.send(new byte[31]);
            for (int type : new int[] {1, 2, 3, 4, 255}) {
                byte[] request = WallClockSocket.request(type);
                request[1] = (byte) type;
                clock.send(request);
            }
            byte[] otherVersion = WallClockSocket.request(99);
            otherVersion[0] = 1;
            clock.send(otherVersion);
            assertEquals(4711, clock.ask(4711).getLong(WallClockSocket.ORIGINATE_AT));
        }
        JsonObject after = call("css.wallClock").getAsJsonObject("requests");
        assertEquals(2, increase("tooShort", before, after));
        assertEquals(5, increase("wrongType", before, after));
        assertEquals(1, increase("wrongVersion", before, after));
    }

    private static long increase(String count, JsonObject before, JsonObject after) {
        return after.get(count).getAsLong() - before.get(count).getAsLong();
    }

    @Test
    public void whatComesBehindARequestForTheWallClockIsIgnored() throws Exception {
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            for (int length : new int[] {33, 64, 65_507}) {
                byte[] longer = new byte[length];
                System.arraycopy(WallClockSocket.request(length), 0, longer, 0, WallClockSocket.LENGTH);
                clock.send(longer);
                assertEquals(length, clock.next().getLong(WallClockSocket.ORIGINATE_AT));
            }
        }
    }

    @Test
    public void followUpsComeAsSoonAsTheSettingsSaySo() throws Exception {
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            change(settings(", \"followUp\": true"));
            await().atMost(PATIENCE)
                    .until(() -> clock.isAnswered() && clock.ask(5).get(1) != 1);
        }
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            ByteBuffer first = clock.ask(6);
            assertEquals("a follow-up will come", 2, first.get(1));
            ByteBuffer second = clock.next();
            assertEquals("the follow-up", 3, second.get(1));
            assertEquals(6, second.getLong(WallClockSocket.ORIGINATE_AT));
            assertEquals(first.getLong(WallClockSocket.RECEIVE_AT), second.getLong(WallClockSocket.RECEIVE_AT));
            assertTrue(WallClockSocket.nanosAt(second, WallClockSocket.TRANSMIT_AT)
                    > WallClockSocket.nanosAt(first, WallClockSocket.TRANSMIT_AT));
        } finally {
            change(settings(""));
        }
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            await().atMost(PATIENCE)
                    .until(() -> clock.isAnswered() && clock.ask(7).get(1) == 1);
        }
    }

    @Test
    public void aWallClockForOthersIsNotOpenedUnlessThatIsMeant() throws Exception {
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            change(settings(", \"host\": \"0.0.0.0\""));
            await().atMost(PATIENCE).until(() -> !clock.isAnswered());
            String log = node.log();
            assertTrue(log, log.contains("Expected a host for the wall clock that is loopback, got '0.0.0.0'"));
        } finally {
            change(settings(""));
        }
        // one that has asked in vain may find old answers in its socket
        try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            await().atMost(PATIENCE).until(clock::isAnswered);
        }
    }

    private static void change(String settings) throws IOException {
        Files.writeString(node.home().resolve("settings.json"), settings);
    }

    @Test
    public void whoConnectsIsToldTheWholeStateWithTheAddressHeConnectedTo() throws Exception {
        JsonObject state = companion("/cii").next();
        assertEquals("1.1", state.get("protocolVersion").getAsString());
        assertEquals("udp://127.0.0.1:" + WALL_CLOCK, state.get("wcUrl").getAsString());
        assertEquals("ws://127.0.0.1:" + HTTP + "/ts", state.get("tsUrl").getAsString());
        assertEquals("okay", state.get("presentationStatus").getAsString());
        assertTrue(
                state.toString(), state.getAsJsonArray("timelines").toString().contains(PTS));
    }

    @Test
    public void whoConnectsToAnotherAddressIsToldThatOne() throws Exception {
        List<String> hosts = List.of("127.0.0.1", "127.0.0.2", "[0:0:0:0:0:0:0:1]");
        try (LoopbackNamespace network = new LoopbackNamespace();
                LoopbackTelevision other = new LoopbackTelevision(network, """
                        "dvbcss": {"initial": {"wcUrl": "udp://{{host}}:6677", "tsUrl": "ws://{{host}}:{{port}}/ts",
                                               "teUrl": null, "mrsUrl": "http://{{host}}/"}},
                        "dvbcssCii": {"rewriteHostPort": ["wcUrl", "tsUrl", "teUrl"]}""")) {
            List<JsonObject> states = other.firstStates(hosts);
            assertEquals(hosts.size(), states.size());
            for (int i = 0; i < hosts.size(); i++) {
                String host = hosts.get(i);
                JsonObject state = states.get(i);
                assertEquals("udp://" + host + ":6677", state.get("wcUrl").getAsString());
                assertEquals(
                        "ws://" + host + ":" + other.port() + "/ts",
                        state.get("tsUrl").getAsString());
                assertTrue("listed, and null", state.get("teUrl").isJsonNull());
                assertEquals(
                        "not listed", "http://{{host}}/", state.get("mrsUrl").getAsString());
            }
        }
    }

    @Test
    public void whatChangesIsToldAndNothingElse() throws Exception {
        TextSocket companion = companion("/cii");
        String status = companion.next().get("contentIdStatus").getAsString();
        call("css.set", "{\"properties\": {\"mrsUrl\":\"http://127.0.0.1/mrs\"}}");
        assertEquals("{\"mrsUrl\":\"http://127.0.0.1/mrs\"}", companion.next().toString());
        call("css.set", "{\"properties\": {\"mrsUrl\":null}}");
        assertEquals("{\"mrsUrl\":null}", companion.next().toString());
        call("css.unset", "{\"properties\": [\"mrsUrl\"]}");
        call("tv.next");
        JsonObject next = companion.next();
        assertTrue(next.toString(), next.has("contentId"));
        assertFalse(next.toString(), next.has("mrsUrl"));
        assertNotEquals("", status);
        assertTrue("a content id comes with its status: " + next, next.has("contentIdStatus"));
        companion.raw().sendText("{\"contentId\":\"mine\"}", true).join();
        companion.raw().sendText("junk", true).join();
        companion.raw().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
        call("css.set", "{\"properties\": {\"teUrl\":\"ws://127.0.0.1/te\"}}");
        await().atMost(PATIENCE).until(() -> companion.next().toString().contains("/te"));
        call("css.unset", "{\"properties\": [\"teUrl\"]}");
    }

    @Test
    public void whoNeverReadsOrIsResetInTheMiddleDisturbsNobody() throws Exception {
        TextSocket content = companion("/cii");
        content.next();
        TextSocket timeline = companion("/ts");
        timeline.ask(setup("", PTS));
        call("tv.pause");
        timeline.next();
        List<RawSocket> deaf = new ArrayList<>();
        Deque<RawSocket> leaving = new ArrayDeque<>();
        for (int i = 0; i < 20; i++) {
            String path = i % 2 == 0 ? "/cii" : "/ts";
            byte[] behind = i % 2 == 0 ? new byte[0] : RawSocket.text(setup("", PTS));
            leaving.add(new RawSocket(HTTP).upgraded(path, behind));
            if (i < 4) {
                deaf.add(new RawSocket(HTTP).upgraded(path, behind));
            }
        }
        String padding = "x".repeat(50_000);
        for (int i = 0; i < 200; i++) {
            if (i % 10 == 5) {
                leaving.remove().reset();
            }
            call("css.set", "{\"properties\": {\"mrsUrl\":\"http://127.0.0.1/" + i + "/" + padding + "\"}}");
            assertEquals(
                    "http://127.0.0.1/" + i + "/" + padding,
                    content.next().get("mrsUrl").getAsString());
            call("tv.seek", "{\"positionInSec\": " + (1_000 + i) + "}");
            assertEquals(
                    (1_000 + i) * 90_000L, timeline.next().get("contentTime").getAsLong());
        }
        call("css.unset", "{\"properties\": [\"mrsUrl\"]}");
        call("tv.play");
        assertTrue(wallClock() > 0);
        for (RawSocket each : deaf) {
            each.close();
        }
    }

    @Test
    public void theFirstMessageComesWhenTheAnswerToTheUpgradeHasBeenReadInPiecesOf128Bytes() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (RawSocket socket = new RawSocket(HTTP).upgraded("/cii", new byte[0])) {
                assertTrue(socket.nextText().contains("\"protocolVersion\":\"1.1\""));
            }
        }
    }

    @Test
    public void aSetUpSentTogetherWithTheUpgradeIsAnswered() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawSocket socket = new RawSocket(HTTP).upgraded("/ts", RawSocket.text(setup("", PTS)))) {
                assertTrue(socket.nextText().contains("\"contentTime\":\""));
            }
        }
    }

    @Test
    public void companionsThatSayNothingOutliveTheIdleTimeOfHttp() throws Exception {
        Proof.only("takes 13 s");
        assertStay(Duration.ofMillis(3 * HTTP_IDLE_IN_MS));
    }

    @Test
    public void companionsThatSayNothingAreThereAfterTenMinutes() throws Exception {
        Proof.only("takes 10 minutes");
        assertStay(Duration.ofMinutes(10));
    }

    /** Nobody says anything to the other in the meantime, not even a ping. */
    private void assertStay(Duration silence) throws Exception {
        call("tv.pause"); // or its programme might end
        try (RawSocket cii = new RawSocket(HTTP).upgraded("/cii", new byte[0]);
                RawSocket ts = new RawSocket(HTTP).upgraded("/ts", RawSocket.text(setup("", PTS)));
                WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
            TextSocket other = companion("/cii");
            other.next();
            cii.nextText();
            ts.nextText();
            clock.ask(1);
            assertFalse("something was told", other.comes(silence));
            assertEquals("nothing came, no ping and no end", 0, cii.available() + ts.available());
            assertEquals(2, clock.ask(2).getLong(WallClockSocket.ORIGINATE_AT));
            call("css.set", "{\"properties\": {\"teUrl\":\"ws://127.0.0.1/later\"}}");
            assertEquals("{\"teUrl\":\"ws://127.0.0.1/later\"}", cii.nextText());
            call("tv.seek", "{\"positionInSec\": 77}");
            JsonObject told = JsonParser.parseString(ts.nextText()).getAsJsonObject();
            assertEquals(77 * 90_000, told.get("contentTime").getAsLong());
            assertFalse(other.isClosed());
        } finally {
            call("css.unset", "{\"properties\": [\"teUrl\"]}");
        }
    }

    @Test
    public void aTimelineGoesOnFromWhereItIsWhenItIsPausedSlowedReversedAndResumed() throws Exception {
        TextSocket companion = companion("/ts");
        JsonObject last = companion.ask(setup("dvb://", PTS));
        assertEquals(1.0, last.get("timelineSpeedMultiplier").getAsDouble(), 0);
        for (String[] step : new String[][] {
            {"tv.pause", "{}"},
            {"tv.play", "{}"},
            {"tv.speed", "{\"speed\": 0.5}"},
            {"tv.speed", "{\"speed\": -1}"},
            {"tv.speed", "{\"speed\": 1}"}
        }) {
            call(step[0], step[1]);
            JsonObject now = companion.next();
            long at = now.get("wallClockTime").getAsLong();
            assertEquals(String.join(" ", step), position(last, at), position(now, at), AT_ONCE);
            last = now;
        }
        call("tv.seek", "{\"positionInSec\": 100}");
        JsonObject sought = companion.next();
        assertEquals(100 * 90_000, sought.get("contentTime").getAsLong(), AT_ONCE);
        assertEquals(wallClock(), sought.get("wallClockTime").getAsLong(), 30e9);
    }

    @Test
    public void aStemThatTheContentIdDoesNotBeginWithHasNoTimeline() throws Exception {
        String content = call("css.state").get("contentId").getAsString();
        for (String stem : List.of("", content, content.substring(0, 6))) {
            assertFalse(
                    stem,
                    companion("/ts").ask(setup(stem, PTS)).get("contentTime").isJsonNull());
        }
        for (String stem : List.of(content + "x", "DVB://", "vb://")) {
            JsonObject answer = companion("/ts").ask(setup(stem, PTS));
            assertTrue(stem, answer.get("contentTime").isJsonNull());
            assertTrue(stem, answer.get("timelineSpeedMultiplier").isJsonNull());
            assertTrue(stem, answer.get("wallClockTime").getAsLong() > 0);
        }
    }

    @Test
    public void aSetUpThatIsNoneIsIgnoredAndALaterOneCounts() throws Exception {
        TextSocket companion = companion("/ts");
        TextSocket other = companion("/ts");
        other.ask(setup("", PTS));
        for (String wrong : List.of(
                "junk",
                "[]",
                "42",
                "null",
                "{}",
                "{\"contentIdStem\":null,\"timelineSelector\":\"" + PTS + "\"}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":[\"" + PTS + "\"]}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":7}")) {
            companion.send(wrong);
        }
        assertFalse(companion.ask(setup("", PTS)).get("contentTime").isJsonNull());
        companion.send(setup("", "urn:dvb:css:timeline:other"));
        call("tv.seek", "{\"positionInSec\": 50}");
        assertFalse(
                "the first set-up counts", companion.next().get("contentTime").isJsonNull());
        assertFalse(other.next().get("contentTime").isJsonNull());
    }

    @Test
    public void aTimelineComesAndGoesWithItsBundle() throws Exception {
        TextSocket before = companion("/ts");
        assertFalse(before.ask(setup("", PTS)).get("contentTime").isJsonNull());
        Path jar = node.home().resolve("deploy/tv.jar");
        byte[] television = Files.readAllBytes(jar);
        Files.delete(jar);
        assertTrue(before.next().get("contentTime").isJsonNull());
        TextSocket between = companion("/ts");
        assertTrue(between.ask(setup("", PTS)).get("contentTime").isJsonNull());
        node.deploy(Files.write(node.home().resolve("tv.saved"), television), "tv.jar");
        assertFalse(between.next().get("contentTime").isJsonNull());
        assertFalse(before.next().get("contentTime").isJsonNull());
        node.awaitCall("tv.state");
    }

    @Test
    public void whatACompanionSaysAboutItsPresentationIsKept() throws Exception {
        TextSocket companion = companion("/ts");
        companion.ask(setup("", PTS));
        companion.send("{\"earliest\":{\"contentTime\":\"01\",\"wallClockTime\":\"5\"},"
                + "\"latest\":{\"contentTime\":\"5\",\"wallClockTime\":\"5\"}}");
        companion.send("{\"earliest\":{\"contentTime\":\"834188\",\"wallClockTime\":\"minusinfinity\"},"
                + "\"latest\":{\"contentTime\":\"834190\",\"wallClockTime\":\"plusinfinity\"}}");
        await().atMost(PATIENCE)
                .until(() -> node.command("call", "css.clients").out().contains("834188"));
        String clients = node.command("call", "css.clients").out().replaceAll("\\s", "");
        assertTrue(clients, clients.contains("\"earliest\":{\"contentTime\":834188,\"wallClockTime\":null}"));
        assertTrue(clients, clients.contains("\"latest\":{\"contentTime\":834190,\"wallClockTime\":null}"));
    }

    @Test
    public void aDisabledEndpointClosesItsFiveHundredConnectionsAndRefusesOthers() throws Exception {
        List<TextSocket> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(companion("/ts"));
        }
        many.get(499).ask(setup("", PTS));
        call("css.disable", "{\"endpoint\": \"ts\"}");
        for (TextSocket each : many) {
            assertEquals(1001, each.closeCode());
        }
        assertEquals("403", refusal("/ts"));
        assertEquals("[]", node.command("call", "css.timelines").out().strip());
        companion("/cii").next();
        call("css.enable", "{\"endpoint\": \"ts\"}");
        assertFalse(companion("/ts").ask(setup("", PTS)).get("contentTime").isJsonNull());
    }

    @Test
    public void oneMoreThanTheLimitIsRefusedUntilSomebodyLeaves() throws Exception {
        Proof.only("takes 17 s");
        List<TextSocket> many = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            // those of other tests may not have left yet
            while (many.size() < LIMIT && !"503".equals(refusal("/cii"))) {
                many.add(companion("/cii"));
            }
            return many.size() == LIMIT;
        });
        assertEquals("503", refusal("/cii"));
        many.get(7).raw().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        await().atMost(PATIENCE).until(() -> !"503".equals(refusal("/cii")));
    }

    /** The status that an upgrade is refused with; empty when it is not. */
    private static String refusal(String path) {
        try (TextSocket let = new TextSocket(URI.create("ws://127.0.0.1:" + HTTP + path))) {
            return "";
        } catch (CompletionException refused) {
            WebSocketHandshakeException cause = (WebSocketHandshakeException) refused.getCause();
            return String.valueOf(cause.getResponse().statusCode());
        }
    }

    @Test
    public void aFloodOfDatagramsStarvesNobody() throws Exception {
        Proof.only("takes 10 s");
        TextSocket companion = companion("/ts");
        companion.ask(setup("", PTS));
        Thread flood = new Thread(() -> {
            try (WallClockSocket clock = new WallClockSocket(WALL_CLOCK)) {
                byte[] request = WallClockSocket.request(1);
                for (int i = 0; i < 300_000 && !Thread.currentThread().isInterrupted(); i++) {
                    clock.send(request);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        flood.start();
        for (int second = 10; second < 15; second++) {
            call("tv.seek", "{\"positionInSec\": " + second + "}");
            assertFalse(companion.next().get("contentTime").isJsonNull());
        }
        flood.interrupt();
        flood.join();
        assertTrue(wallClock() > 0);
    }

    @Test
    public void theClientForJavaFollowsTheTelevision() throws Exception {
        try (RemoteTelevision television = RemoteTelevision.at(
                URI.create("ws://127.0.0.1:" + HTTP + "/cii"),
                TelevisionOptions.DEFAULTS,
                new TelevisionListener() {})) {
            television.start();
            await().atMost(PATIENCE)
                    .until(() -> television.timelines().stream()
                            .anyMatch(timeline -> timeline.selector().equals(PTS)
                                    && timeline.clock().isAvailable()));
            await().atMost(PATIENCE).until(() -> television.dispersionInSec() < 0.005);
            RemoteTimeline pts = television.timelines().stream()
                    .filter(timeline -> timeline.selector().equals(PTS))
                    .findFirst()
                    .orElseThrow();
            call("tv.pause");
            call("tv.seek", "{\"positionInSec\": 42}");
            await().atMost(PATIENCE).until(() -> pts.clock().ticks() == 42 * 90_000);
            assertEquals(0, pts.clock().speed(), 0);
        }
    }

    @Test
    public void theCommandLineShowsARemoteTimeline() throws Exception {
        NodeProcess.Outcome seen =
                node.command("css", "watch", "ws://127.0.0.1:" + HTTP + "/cii", "--count", "3", "--interval", "0.2");
        assertEquals(seen.err(), 0, seen.exit());
        assertTrue(seen.out(), seen.out().contains(PTS));
    }
}
