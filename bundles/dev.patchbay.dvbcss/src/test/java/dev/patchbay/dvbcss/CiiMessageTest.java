package dev.patchbay.dvbcss;

import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID;
import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID_STATUS;
import static dev.patchbay.dvbcss.CiiProperty.MRS_URL;
import static dev.patchbay.dvbcss.CiiProperty.PRESENTATION_STATUS;
import static dev.patchbay.dvbcss.CiiProperty.PRIVATE;
import static dev.patchbay.dvbcss.CiiProperty.PROTOCOL_VERSION;
import static dev.patchbay.dvbcss.CiiProperty.TIMELINES;
import static dev.patchbay.dvbcss.CiiProperty.TS_URL;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CiiMessageTest {

    private static final CiiMessage NEWS = CiiMessage.EMPTY.with(CONTENT_ID, "dvb://1.2.3;4");
    private static final CiiMessage SPORT = CiiMessage.EMPTY.with(CONTENT_ID, "dvb://1.2.3;5");
    private static final CiiMessage NOTHING_ON = CiiMessage.EMPTY.withNone(CONTENT_ID);

    @Test
    public void theEmptyMessageOmitsEverything() {
        assertTrue(CiiMessage.EMPTY.isEmpty());
        for (CiiProperty<?> property : CiiProperty.all()) {
            assertTrue(property.wireName(), CiiMessage.EMPTY.get(property).isOmitted());
        }
    }

    @Test
    public void theFirstMessageHasTheVersionOnly() {
        assertEquals(List.of(PROTOCOL_VERSION), List.copyOf(CiiMessage.initial().defined()));
        assertEquals("1.1", CiiMessage.initial().get(PROTOCOL_VERSION).value());
    }

    @Test
    public void allPropertiesAreTenInTheOrderOfTheStandard() {
        List<String> names =
                CiiProperty.all().stream().map(CiiProperty::wireName).toList();
        assertEquals(
                List.of(
                        "protocolVersion",
                        "mrsUrl",
                        "contentId",
                        "contentIdStatus",
                        "presentationStatus",
                        "wcUrl",
                        "tsUrl",
                        "teUrl",
                        "timelines",
                        "private"),
                names);
    }

    @Test
    public void noValueIsDefinedAndOmittedIsNot() {
        CiiMessage message =
                CiiMessage.initial().withNone(MRS_URL).with(TS_URL, "ws://a/ts").without(TS_URL);
        assertTrue(message.get(MRS_URL).isNone());
        assertTrue(message.get(TS_URL).isOmitted());
        assertEquals(List.of(PROTOCOL_VERSION, MRS_URL), List.copyOf(message.defined()));
        assertFalse(message.isEmpty());
        assertTrue(message.without(MRS_URL).without(PROTOCOL_VERSION).isEmpty());
    }

    @Test
    public void aMessageDoesNotChangeWhenAnotherIsMadeOfIt() {
        CiiMessage before = CiiMessage.initial();
        before.with(CONTENT_ID, "dvb://1").withNone(MRS_URL).without(PROTOCOL_VERSION);
        assertEquals(CiiMessage.initial(), before);
        assertThrows(UnsupportedOperationException.class, () -> before.defined().clear());
    }

    @Test
    public void whatIsPutInCannotBeChangedBehindIt() {
        List<String> terms = new ArrayList<>(List.of("okay"));
        Map<String, Object> mine = new HashMap<>(Map.of("type", "urn:a", "list", new ArrayList<>(List.of(1))));
        CiiMessage message = CiiMessage.EMPTY.with(PRESENTATION_STATUS, terms).with(PRIVATE, List.of(mine));
        terms.add("fault");
        mine.put("type", "urn:b");
        assertEquals(List.of("okay"), message.get(PRESENTATION_STATUS).value());
        Map<String, Object> kept = message.get(PRIVATE).value().get(0);
        assertEquals("urn:a", kept.get("type"));
        assertThrows(UnsupportedOperationException.class, () -> kept.put("x", 1));
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) kept.get("list")).clear());
    }

    @Test
    public void equalsByValueWhateverTheOrderItWasMadeIn() {
        TimelineOption option = TimelineOption.of(Timelines.PTS, 1, 90_000);
        CiiMessage one = NEWS.with(TIMELINES, List.of(option)).with(PRIVATE, List.of(Map.of("type", "a", "n", 1)));
        CiiMessage two = CiiMessage.EMPTY
                .with(PRIVATE, List.of(Map.of("n", 1L, "type", "a")))
                .with(TIMELINES, List.of(TimelineOption.of(Timelines.PTS, 1, 90_000)))
                .with(CONTENT_ID, "dvb://1.2.3;4");
        assertEquals(one, two);
        assertEquals(one.hashCode(), two.hashCode());
        assertNotEquals(one, two.with(TIMELINES, List.of(TimelineOption.of(Timelines.PTS, 1, 90_001))));
        assertNotEquals(one, two.withNone(TIMELINES));
        assertNotEquals(one, two.without(TIMELINES));
        assertNotEquals(CiiMessage.EMPTY, CiiMessage.EMPTY.withNone(TIMELINES));
    }

    @Test
    public void changesAreWhatIsNewOrOther() {
        CiiMessage before = NEWS.with(TS_URL, "ws://a/ts").withNone(MRS_URL);
        CiiMessage after =
                SPORT.with(TS_URL, "ws://a/ts").withNone(MRS_URL).with(CONTENT_ID_STATUS, ContentIdStatus.FINAL);
        assertEquals(SPORT.with(CONTENT_ID_STATUS, ContentIdStatus.FINAL), before.changesTo(after));
        assertEquals(CiiMessage.EMPTY, after.changesTo(after));
    }

    @Test
    public void fromAValueToNoneTellsNone() {
        assertEquals(NOTHING_ON, NEWS.changesTo(NOTHING_ON));
    }

    @Test
    public void fromNoneToAValueTellsIt() {
        assertEquals(NEWS, NOTHING_ON.changesTo(NEWS));
    }

    @Test
    public void toOmittedTellsNothing() {
        assertTrue(NEWS.changesTo(CiiMessage.EMPTY).isEmpty());
        assertTrue(NOTHING_ON.changesTo(CiiMessage.EMPTY).isEmpty());
    }

    @Test
    public void fromOmittedTellsNoneOrTheValue() {
        assertEquals(NOTHING_ON, CiiMessage.EMPTY.changesTo(NOTHING_ON));
        assertEquals(NEWS, CiiMessage.EMPTY.changesTo(NEWS));
    }

    @Test
    public void toNoTimelinesTellsAnEmptyList() {
        CiiMessage before = CiiMessage.EMPTY.with(TIMELINES, List.of(TimelineOption.of(Timelines.PTS, 1, 90_000)));
        CiiMessage after = CiiMessage.EMPTY.with(TIMELINES, List.of());
        assertEquals(after, before.changesTo(after));
        assertEquals("{\"timelines\":[]}", CssMessages.encode(before.changesTo(after)));
    }

    @Test
    public void whatIsToldUpdatesWhatIsKnownAndNothingElse() {
        CiiMessage known = NEWS.with(TS_URL, "ws://a/ts").with(MRS_URL, "http://mrs");
        CiiMessage told = SPORT.withNone(MRS_URL);
        assertEquals(SPORT.withNone(MRS_URL).with(TS_URL, "ws://a/ts"), known.updatedBy(told));
        assertEquals(known, known.updatedBy(CiiMessage.EMPTY));
        assertEquals(known, CiiMessage.EMPTY.updatedBy(known));
    }

    @Test
    public void whoIsToldTheChangesKnowsTheNextState() {
        CiiMessage next = SPORT.withNone(MRS_URL).with(PRESENTATION_STATUS, List.of("okay", "muted"));
        assertEquals(next, NEWS.updatedBy(NEWS.changesTo(next)));
    }

    @Test
    public void whatNoClientTakesIsRefusedByItsName() {
        assertRefused(
                "Expected \"1.1\", got \"2.0\", as protocolVersion of a CII message",
                () -> CiiMessage.EMPTY.with(PROTOCOL_VERSION, "2.0"));
        assertRefused(
                "Expected terms with one space between them, and none in them, got \"okay  fine\","
                        + " as presentationStatus of a CII message",
                () -> CiiMessage.EMPTY.with(PRESENTATION_STATUS, List.of("okay", "", "fine")));
        assertRefused(
                "Expected a term such as \"okay\", got an array of 0, as presentationStatus of a CII message",
                () -> CiiMessage.EMPTY.with(PRESENTATION_STATUS, List.of()));
        assertRefused(
                "Expected whole characters, got \"dvb://\\ud800\", as contentId of a CII message",
                () -> CiiMessage.EMPTY.with(CONTENT_ID, "dvb://\ud800"));
        assertRefused(
                "Expected a URI, as a text, got null, as private[1].type of a CII message",
                () -> CiiMessage.EMPTY.with(PRIVATE, List.of(Map.of("type", "a"), Map.of("kind", "b"))));
        assertRefused(
                "Expected a finite number, got NaN, as private[0].n of a CII message",
                () -> CiiMessage.EMPTY.with(PRIVATE, List.of(Map.of("type", "a", "n", Double.NaN))));
        assertRefused(
                "Expected a map, list, text, number, boolean or null, got class java.lang.Object,"
                        + " as private[0].o[0] of a CII message",
                () -> CiiMessage.EMPTY.with(PRIVATE, List.of(Map.of("type", "a", "o", List.of(new Object())))));
    }

    @Test
    public void privateDataThatContainsItselfIsRefused() {
        Map<String, Object> snake = new HashMap<>(Map.of("type", "urn:snake"));
        snake.put("tail", snake);
        assertRefused(
                "Expected at most 190 levels of private data, got more; does something contain itself?",
                () -> CiiMessage.EMPTY.with(PRIVATE, List.of(snake)));
    }

    private static void assertRefused(String sentence, org.junit.function.ThrowingRunnable change) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, change).getMessage());
    }
}
