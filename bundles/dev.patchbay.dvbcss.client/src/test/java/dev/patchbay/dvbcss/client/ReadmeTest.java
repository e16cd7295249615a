package dev.patchbay.dvbcss.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.Timelines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The snippets of README.md, as they are there. */
public class ReadmeTest {

    @Test
    public void snippetsAreThoseThatAreCompiledHere() throws Exception {
        String here = flat(Files.readString(Path.of("src/test/java/dev/patchbay/dvbcss/client/ReadmeTest.java")));
        List<String> snippets = snippets();
        assertEquals(2, snippets.size());
        for (String snippet : snippets) {
            assertTrue(snippet, here.contains(flat(snippet)));
        }
    }

    private static List<String> snippets() throws IOException {
        Matcher matcher = Pattern.compile("(?s)```java\n(.*?)```").matcher(Files.readString(Path.of("README.md")));
        List<String> snippets = new ArrayList<>();
        while (matcher.find()) {
            snippets.add(matcher.group(1));
        }
        return snippets;
    }

    /** However it is broken into lines. */
    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @SuppressWarnings("SystemOut")
    static void follow() {
        RemoteTelevision television = RemoteTelevision.at(
                URI.create("ws://192.168.1.7:7681/cii"), TelevisionOptions.DEFAULTS, TelevisionListener.NONE);
        television.start();
        // later: what is on, and where
        String content = television.state().get(CiiProperty.CONTENT_ID).orElse("nothing");
        for (RemoteTimeline timeline : television.timelines()) {
            if (timeline.clock().isAvailable()) {
                double positionInSec =
                        timeline.clock().ticks() / timeline.clock().tickRate();
                double errorInSec =
                        timeline.clock().dispersionAt(timeline.clock().now());
                System.out.println(content + " " + timeline.selector() + " " + positionInSec + " +-" + errorInSec);
            }
        }
        television.close();
    }

    static void each(Ending listener) throws InterruptedException {
        InetSocketAddress server = new InetSocketAddress("192.168.1.7", 6677);
        try (WallClockClient clock = new WallClockClient(server, WallClockOptions.DEFAULTS.withInterval(0.05))) {
            CorrelatedClock pts = new CorrelatedClock(clock.wallClock(), Timelines.PTS_TICK_RATE);
            SetupData setup = SetupData.of("", Timelines.PTS);
            try (TsClient timeline = new TsClient(
                    URI.create("ws://192.168.1.7:7681/ts"), setup, pts, TsClient.DEFAULT_THRESHOLD_IN_SEC, listener)) {
                timeline.connect();
                listener.awaitEnd();
            }
        }
    }

    /** A listener that waits for the end. */
    static final class Ending implements TsListener {

        private final CountDownLatch ended = new CountDownLatch(1);

        void awaitEnd() throws InterruptedException {
            ended.await();
        }

        @Override
        public void onClosed(int code, String reason) {
            ended.countDown();
        }
    }
}
