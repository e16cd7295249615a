package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.json.Json;
import dev.patchbay.testing.RawPeer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class CssWatchCommandTest {

    private static final String PTS = "urn:dvb:css:timeline:pts";
    private static final String TEMI = "urn:dvb:css:timeline:temi:1:1";
    private static final String AVAILABLE = " +available";

    /** A close that is not final, which the protocol forbids. */
    private static final byte[] BROKEN_FRAME = {8, 0};

    @Rule
    public final Timeout limit = Timeout.seconds(40);

    @Test
    public void contentWallClockAndTimelinesAreLinesInColumns() throws Exception {
        try (FakeTelevision television = new FakeTelevision(CssWatchCommandTest::serve)) {
            CliRun run = watch(television.url("/cii"), "--interval", "0.3", "--count", "6");

            assertEquals(run.err(), ExitCode.OK, run.exitCode());
            List<String> lines = run.out().lines().toList();
            String time = "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  ";
            assertTrue(run.out(), lines.get(0).matches(time + "content {2,}dvb://1 {2}final {2}okay"));
            assertEquals(
                    run.out(),
                    1,
                    lines.stream().filter(line -> line.contains("  content")).count());
            assertTrue(
                    run.out(),
                    lines.stream()
                            .anyMatch(line -> line.matches(
                                    time + "wall clock {2,}within \\d+\\.\\d{3} ms, round trip \\d+\\.\\d{3} ms")));
            assertTrue(
                    run.out(),
                    lines.stream()
                            .anyMatch(line -> line.matches(time + PTS + " +\\d+ +0:00:1\\d\\.\\d{3} +x1" + AVAILABLE)));
            assertTrue(
                    run.out(),
                    lines.stream()
                            .anyMatch(line -> line.matches(time + TEMI + " +500 +0:00:10\\.000 +x0" + AVAILABLE)));
            long columns = lines.stream()
                    .filter(line -> line.contains("urn:") && line.endsWith("  available"))
                    .map(String::length)
                    .distinct()
                    .count();
            assertEquals(run.out(), 1, columns);
            List<Long> positions = lines.stream()
                    .filter(line -> line.contains(PTS) && line.contains("available"))
                    .map(line -> Long.valueOf(line.split(" +")[2]))
                    .filter(ticks -> ticks > 0)
                    .toList();
            assertTrue("it moves: " + positions, positions.get(positions.size() - 1) > positions.get(0));
        }
    }

    @Test
    public void jsonIsOneLineEach() throws Exception {
        try (FakeTelevision television = new FakeTelevision(CssWatchCommandTest::serve)) {
            CliRun run =
                    watch(television.url("/cii"), "--json", "--interval", "0.3", "--count", "6", "--timeline", PTS);

            assertEquals(run.err(), ExitCode.OK, run.exitCode());
            List<String> lines = run.out().lines().toList();
            assertEquals(6, lines.size());
            Map<?, ?> last = (Map<?, ?>) Json.parse(lines.get(5));
            assertEquals("dvb://1", last.get("contentId"));
            assertEquals("final", last.get("contentIdStatus"));
            assertEquals(List.of("okay"), last.get("presentationStatus"));
            Map<?, ?> wallClock = (Map<?, ?>) last.get("wallClock");
            assertTrue(lines.get(5), (Long) wallClock.get("ticks") > 1_000_000_000_000L);
            assertTrue(lines.get(5), wallClock.get("dispersionInSec") instanceof Double);
            List<?> timelines = (List<?>) last.get("timelines");
            assertEquals("only the one that was asked for", 1, timelines.size());
            Map<?, ?> timeline = (Map<?, ?>) timelines.get(0);
            assertEquals(PTS, timeline.get("selector"));
            assertEquals(true, timeline.get("available"));
            assertEquals(1.0, ((Number) timeline.get("speed")).doubleValue(), 0);
        }
    }

    @Test
    public void withAWallClockNoCiiIsNeeded() throws Exception {
        try (FakeTelevision television = new FakeTelevision(CssWatchCommandTest::serve)) {
            CliRun run = watch(
                    television.url("/ts"),
                    "--wc",
                    television.wcUrl(),
                    "--timeline",
                    TEMI + "@50",
                    "--content",
                    "dvb:",
                    "--interval",
                    "0.3",
                    "--count",
                    "4");

            assertEquals(run.err(), ExitCode.OK, run.exitCode());
            assertTrue(
                    run.out(), run.out().lines().anyMatch(line -> line.matches(".*" + TEMI + " +500 .*" + AVAILABLE)));
            assertTrue(television.peers().take().received().take().contains("\"contentIdStem\":\"dvb:\""));
        }
    }

    @Test
    public void aTimelineThatIsNotOfferedSaysSo() throws Exception {
        try (FakeTelevision television = new FakeTelevision(CssWatchCommandTest::serve)) {
            CliRun run = watch(television.url("/cii"), "--count", "1", "--timeline", "urn:x", "--interval", "0.1");
            assertTrue(run.out(), run.out().contains("urn:x ") && run.out().contains("not offered"));
            assertFalse(run.out(), run.out().contains(PTS));
        }
    }

    @Test
    public void refusalsSayWhyAndWhatToDo() throws Exception {
        assertRefused(403, "it is disabled");
        assertRefused(503, "it has as many connections as it allows");
        assertRefused(404, "nothing is at that path");
        assertRefused(200, "that is a page, not a WebSocket");
    }

    private static void assertRefused(int status, String meaning) throws IOException {
        try (FakeTelevision television = new FakeTelevision((self, peer) -> peer.refuse(status))) {
            CliRun run = watch(television.url("/cii"));
            assertEquals(ExitCode.FAILED, run.exitCode());
            assertTrue(run.err(), run.err().contains("The CSS-CII server at " + television.url("/cii")));
            assertTrue(run.err(), run.err().contains("HTTP " + status + ": " + meaning + "; check the path"));
            assertEquals("", run.out());
            CliRun direct = watch(television.url("/ts"), "--wc", television.wcUrl());
            assertEquals(ExitCode.FAILED, direct.exitCode());
            assertTrue(direct.err(), direct.err().contains("The CSS-TS server at"));
        }
    }

    @Test
    public void nobodyThereAndWhoIsNoWebSocketFail() throws Exception {
        int port;
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = door.getLocalPort();
        }
        CliRun nobody = watch("ws://127.0.0.1:" + port + "/cii");
        assertEquals(ExitCode.FAILED, nobody.exitCode());
        assertTrue(
                nobody.err(),
                nobody.err().contains("No CSS-CII server at ws://127.0.0.1:" + port + "/cii: connection refused"));
        try (FakeTelevision television = new FakeTelevision((self, peer) -> {
            peer.raw("220 mail.example.org\r\n".getBytes(UTF_8));
            peer.drop();
        })) {
            CliRun other = watch(television.url("/cii"));
            assertEquals(ExitCode.FAILED, other.exitCode());
            assertTrue(other.err(), other.err().contains("No CSS-CII server at"));
        }
    }

    @Test
    public void anEndBeforeTheFirstMessageFails() throws Exception {
        try (FakeTelevision television = new FakeTelevision((self, peer) -> {
            peer.upgrade();
            peer.raw(BROKEN_FRAME);
        })) {
            CliRun run = watch(television.url("/cii"));
            assertEquals(ExitCode.FAILED, run.exitCode());
            assertTrue(
                    run.err(), run.err().contains("The connection to " + television.url("/cii") + " ended with code"));
        }
    }

    @Test
    public void whatMakesNoSenseIsWrongUsage() {
        assertUsage("Expected ws://HOST:PORT/cii", "http://tv/cii");
        assertUsage("Expected ws://HOST:PORT/cii", "tv:7681");
        assertUsage("Expected ws://HOST:PORT/cii", "ws://[");
        assertUsage("--interval 0.02 to 3600", "ws://tv/cii", "--interval", "0");
        assertUsage("--interval", "ws://tv/cii", "--interval", "x");
        assertUsage("--count 1 or more", "ws://tv/cii", "--count", "0");
        assertUsage("--wc udp://HOST:PORT", "ws://tv/ts", "--wc", "tv:6677");
        assertUsage("SELECTOR@RATE", "ws://tv/ts", "--wc", "udp://tv:6677", "--timeline", TEMI);
        assertUsage("--content with --wc only", "ws://tv/cii", "--content", "x");
        assertEquals(ExitCode.USAGE, CliRun.of("css", "watch").exitCode());
        assertTrue(CliRun.of("css").out().contains("watch"));
    }

    @Test
    public void whatIsLostLaterIsToldAndComesBack() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        FakeTelevision.Script script = (self, peer) -> {
            serve(self, peer);
            if (peer.path().equals("/cii") && connections.incrementAndGet() == 1) {
                peer.raw(BROKEN_FRAME);
            }
        };
        try (FakeTelevision television = new FakeTelevision(script)) {
            CliRun run = watch(television.url("/cii"), "--interval", "0.5", "--count", "8");
            assertEquals(run.err(), ExitCode.OK, run.exitCode());
            assertTrue(run.err(), run.err().contains("The connection to " + television.url("/cii") + " ended"));
            assertTrue(connections.get() >= 2);
        }
    }

    @Test
    public void aRequestToEndEndsAtOnceWithZero() throws Exception {
        try (FakeTelevision television = new FakeTelevision(CssWatchCommandTest::serve)) {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "css",
                            "watch",
                            television.url("/cii"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                assertTrue(out.readLine().contains("dvb://1"));
                process.destroy();
                assertTrue(process.waitFor(5, TimeUnit.SECONDS));
                assertEquals(0, process.exitValue());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    public void onATerminalTheLinesAreRefreshedInPlace() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console =
                new Console(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, UTF_8), System.err);
        CssScreen screen = new CssScreen(console);
        CiiMessage state = CiiMessage.initial().with(CiiProperty.CONTENT_ID, "dvb://\u001b[2J");
        CssSnapshot snapshot = new CssSnapshot(
                state,
                5L,
                0.0001,
                0.00002,
                List.of(
                        new CssSnapshot.Timeline(PTS, 90_000L, 1.0, -2.5, "available"),
                        new CssSnapshot.Timeline("urn:x", null, null, null, "refused")));
        assertTrue(screen.print(snapshot));
        assertEquals("""
                content     dvb:// [2J  -  -
                wall clock  within 0.100 ms, round trip 0.020 ms
                TIMELINE                  TICKS  POSITION     SPEED  STATE
                urn:dvb:css:timeline:pts  90000  0:00:01.000  x-2.5  available
                urn:x                     -      -            -      refused
                """, out.toString(UTF_8));
        out.reset();
        assertTrue(screen.print(snapshot));
        assertTrue(out.toString(UTF_8).startsWith("\u001b[5A\u001b[Jcontent"));
    }

    @Test
    public void positionsAreHoursMinutesAndSeconds() {
        assertEquals("0:00:00.000", CssText.position(0.0));
        assertEquals("-0:00:01.500", CssText.position(-1.5));
        assertEquals("27:46:40.250", CssText.position(100_000.25));
        assertEquals("-", CssText.position(null));
    }

    private static void assertUsage(String expected, String... args) {
        CliRun run = watch(args);
        assertEquals(run.err(), ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains(expected));
    }

    private static CliRun watch(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "css";
        all[1] = "watch";
        System.arraycopy(args, 0, all, 2, args.length);
        return CliRun.of(all);
    }

    /** A television as it should be: one timeline runs from 10 s on, the other stands at 10 s. */
    private static void serve(FakeTelevision self, RawPeer peer) throws IOException {
        peer.upgrade();
        if (peer.path().equals("/cii")) {
            peer.text("{\"protocolVersion\":\"1.1\",\"contentId\":\"dvb://1\",\"contentIdStatus\":\"final\","
                    + "\"presentationStatus\":\"okay\",\"wcUrl\":\"" + self.wcUrl() + "\",\"tsUrl\":\""
                    + self.url("/ts")
                    + "\",\"timelines\":[" + option(PTS, 90_000) + "," + option(TEMI, 50) + "]}");
            return;
        }
        boolean isPts = peer.read().contains(PTS);
        peer.text("{\"contentTime\":\"" + (isPts ? 900_000 : 500) + "\",\"wallClockTime\":\""
                + FakeTelevision.wallClockTicks() + "\",\"timelineSpeedMultiplier\":" + (isPts ? 1.0 : 0.0) + "}");
    }

    private static String option(String selector, int rate) {
        return "{\"timelineSelector\":\"" + selector
                + "\",\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":" + rate + "}}";
    }
}
