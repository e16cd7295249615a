package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import dev.patchbay.testing.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The television example and its companion page, in two real browsers. */
public class TelevisionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path EXAMPLE =
            Path.of("../../examples/tv").toAbsolutePath().normalize();

    private static Browser viewer;
    private static Browser companion;
    private static NodeProcess node;

    @BeforeClass
    public static void startATelevisionAndTwoBrowsers() throws Exception {
        viewer = Browser.open();
        companion = Browser.open();
        int port = FreePorts.next();
        int wallClock = FreePorts.next();
        String settings = """
                {
                  "http": {"port": %d},
                  "dvbcss": {}, "dvbcssCii": {}, "dvbcssTs": {},
                  "dvbcssWallClock": {"port": %d},
                  "org.example.tv": {"wcUrl": "udp://{{host}}:%d"}
                }
                """.formatted(port, wallClock, wallClock);
        node = NodeProcess.launch(NodeProcess.newHome(), settings, port);
        node.awaitListening();
        node.deploy("tv");
        node.awaitCall("tv.state");
        viewer.resize(1200, 900);
        viewer.go("http://127.0.0.1:" + port + "/tv");
        companion.resize(1200, 900);
        companion.go("http://127.0.0.1:" + port + "/tv/companion.html");
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {viewer, companion, node}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    public void theCompanionDoesWhatIsDoneToTheTelevision() throws Exception {
        viewer.awaitText("#status", "Playing");
        companion.awaitText("#status", "okay");
        companion.awaitText("#dispersion", "ms");
        viewer.click("#play");
        companion.awaitText("#speed", "paused");
        assertEquals(0, node.command("call", "tv.seek", "positionInSec=100").exit());
        companion.awaitText("#pts", "9000000 ticks");
        companion.awaitText("#temi", "5000 ticks");
        viewer.awaitText("#now", "00:01:40");
        viewer.click("#temi");
        companion.awaitText("#temi", "not available");
        viewer.click("#temi");
        companion.awaitText("#temi", "5000 ticks");
        viewer.screenshot("tv-wide");
        companion.screenshot("companion-wide");
        viewer.click("#play");
        companion.awaitText("#speed", "1");
        String before = companion.find("#content-id").getText();
        viewer.click("#next");
        await().atMost(PATIENCE)
                .until(() -> !companion.find("#content-id").getText().equals(before));
        companion.awaitText("#status", "okay");
        for (Browser browser : List.of(viewer, companion)) {
            browser.resize(390, 800);
            assertEquals(
                    "nothing to scroll sideways",
                    true,
                    browser.script("return document.documentElement.scrollWidth <= window.innerWidth"));
        }
        viewer.screenshot("tv-phone");
        companion.screenshot("companion-phone");
    }

    @Test
    public void theCompanionsClockAndTimelinesCalculateRight() throws Exception {
        Programs.assume("node");
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        try (Stream<Path> tests = Files.list(EXAMPLE.resolve("test"))) {
            tests.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).forEach(command::add);
        }
        NodeProcess.Outcome outcome = NodeProcess.outcome(command);
        assertEquals(outcome.out(), 0, outcome.exit());
    }
}
