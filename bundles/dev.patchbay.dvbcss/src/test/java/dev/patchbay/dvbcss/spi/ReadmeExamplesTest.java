package dev.patchbay.dvbcss.spi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.SysClock;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.TimelineOption;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** What the README shows is here, word for word, and does what it says. */
public class ReadmeExamplesTest {

    private static final Path HERE = Path.of("src/test/java/dev/patchbay/dvbcss/spi");

    @Test
    public void theReadmeShowsTheseExamples() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertTrue(readme.contains(body("PlayerTimeline.java", "@Component")));
        assertTrue(readme.contains(body("SlowTimeline.java", "final class")));
    }

    @Test
    public void theGuideShowsOneOfThemAndAStateThatIsOne() throws Exception {
        String guide = Files.readString(Path.of("../../docs/dvb-css.md"));
        assertTrue(guide.contains(body("PlayerTimeline.java", "@Component")));
        Map<?, ?> settings = (Map<?, ?>) Json.parse(guide.substring(guide.indexOf("{\n"), guide.indexOf("\n}\n") + 2));
        String initial = Json.write(((Map<?, ?>) settings.get("dvbcss")).get("initial"));
        CiiMessage state = CssMessages.decodeCii(initial);
        assertEquals(Json.parse(initial), Json.parse(CssMessages.encode(state)));
        assertEquals(90_000, state.get(CiiProperty.TIMELINES).value().get(0).tickRate(), 0);
    }

    @Test
    public void theReadmeShowsThisState() throws Exception {
        // @formatter:off
        CiiMessage state = CiiMessage.initial()
                .with(CiiProperty.CONTENT_ID, "dvb://1.2.3;4")
                .with(CiiProperty.TIMELINES, List.of(TimelineOption.of(Timelines.PTS, 1, 90_000)))
                .withNone(CiiProperty.MRS_URL);
        // @formatter:on
        String source = Files.readString(HERE.resolve("ReadmeExamplesTest.java"));
        int from = source.indexOf("        CiiMessage state = CiiMessage.initial()");
        String shown = source.substring(from, source.indexOf("        // @formatter:on"))
                .indent(-8);
        assertTrue(shown, Files.readString(Path.of("README.md")).contains(shown));
        assertEquals(
                "{\"protocolVersion\":\"1.1\",\"mrsUrl\":null,\"contentId\":\"dvb://1.2.3;4\",\"timelines\":[{"
                        + "\"timelineSelector\":\"urn:dvb:css:timeline:pts\",\"timelineProperties\":{\"unitsPerTick\":1,"
                        + "\"unitsPerSecond\":90000}}]}",
                state.toString());
    }

    @Test
    public void aPlayersClientsAreToldWhatItDoes() {
        Clock wallClock = new SysClock();
        PlayerTimeline timeline = new PlayerTimeline(() -> wallClock);
        Sink sink = new Sink();
        timeline.attach(sink);
        timeline.position().pause();
        timeline.position().seek(Ticks.of(270_000));
        assertEquals(2, sink.told());
        ControlTimestamp timestamp = timeline.controlTimestamp(Timelines.PTS);
        assertEquals(ControlTimestamp.at(270_000, timestamp.wallClockTime(), 0), timestamp);
    }

    @Test
    public void clientsOfASlowTimelineWaitUntilItIsFound() {
        CompletableFuture<ControlTimestamp> search = new CompletableFuture<>();
        SlowTimeline timeline = new SlowTimeline(() -> search);
        Sink sink = new Sink();
        timeline.attach(sink);
        timeline.needed(Timelines.PTS);
        timeline.needed(timeline.selector());
        assertNull(timeline.controlTimestamp(timeline.selector()));
        assertEquals(0, sink.told());
        search.complete(ControlTimestamp.at(1, 2, 1));
        assertEquals(1, sink.told());
        assertEquals(ControlTimestamp.at(1, 2, 1), timeline.controlTimestamp(timeline.selector()));
        timeline.notNeeded(Timelines.PTS);
        assertTrue(timeline.controlTimestamp(timeline.selector()) != null);
        timeline.notNeeded(timeline.selector());
        assertNull(timeline.controlTimestamp(timeline.selector()));
    }

    @Test
    public void aSearchNobodyNeedsAnyMoreIsCancelled() {
        CompletableFuture<ControlTimestamp> search = new CompletableFuture<>();
        SlowTimeline timeline = new SlowTimeline(() -> search);
        timeline.notNeeded(timeline.selector());
        assertFalse(search.isCancelled());
        timeline.needed(timeline.selector());
        timeline.notNeeded(timeline.selector());
        assertTrue(search.isCancelled());
    }

    private static String body(String file, String from) throws Exception {
        String source = Files.readString(HERE.resolve(file));
        return source.substring(source.indexOf(from));
    }
}
