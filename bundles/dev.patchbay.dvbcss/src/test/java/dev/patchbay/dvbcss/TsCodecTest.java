package dev.patchbay.dvbcss;

import static dev.patchbay.dvbcss.Malformed.assertMalformed;
import static dev.patchbay.dvbcss.PresentationTimestamp.MINUS_INFINITY;
import static dev.patchbay.dvbcss.PresentationTimestamp.PLUS_INFINITY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TsCodecTest {

    private static final List<String> NO_INTEGERS = List.of(
            "1",
            "1.0",
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"01\"",
            "\"-0\"",
            "\"-01\"",
            "\"+1\"",
            "\"5.0\"",
            "\"1e3\"",
            "\" 1\"",
            "\"1 \"",
            "\"1\\n\"",
            "\"0x1\"",
            "\"\u0661\"",
            "\"-\"",
            "\"9223372036854775808\"",
            "\"-9223372036854775809\"",
            "\"99999999999999999999999999\"",
            "\"plusInfinity\"",
            "\"infinity\"");

    private static final PresentationTimestamp SOME = new PresentationTimestamp(1, 2);

    @Test
    public void anAvailableTimelineIsWrittenAndRead() throws Exception {
        ControlTimestamp timestamp = ControlTimestamp.at(270_000, 9_000_000_000L, 1);
        String text = "{\"contentTime\":\"270000\",\"wallClockTime\":\"9000000000\",\"timelineSpeedMultiplier\":1.0}";
        assertEquals(text, CssMessages.encode(timestamp));
        assertEquals(timestamp, CssMessages.decodeControlTimestamp(text));
    }

    @Test
    public void anUnavailableTimelineIsWrittenAndRead() throws Exception {
        ControlTimestamp timestamp = ControlTimestamp.unavailable(9_000_000_000L);
        String text = "{\"contentTime\":null,\"wallClockTime\":\"9000000000\",\"timelineSpeedMultiplier\":null}";
        assertEquals(text, CssMessages.encode(timestamp));
        assertEquals(timestamp, CssMessages.decodeControlTimestamp(text));
    }

    @Test
    public void everySpeedAndEveryLongIsWrittenAndRead() throws Exception {
        for (double speed : new double[] {0, -0.0, 0.5, -2, 1e-5, 1e20, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0}) {
            for (long time : new long[] {0, -1, 5, Long.MIN_VALUE, Long.MAX_VALUE}) {
                ControlTimestamp timestamp = ControlTimestamp.at(time, time, speed);
                assertEquals(timestamp, CssMessages.decodeControlTimestamp(CssMessages.encode(timestamp)));
            }
        }
    }

    @Test
    public void halfOfAPositionAndSpeedIsRefused() {
        assertMalformed(
                "Expected a position and a speed, or neither, got 1 and null",
                () -> CssMessages.decodeControlTimestamp(control("\"1\"", "\"2\"", "null")));
        assertMalformed(
                "Expected a position and a speed, or neither, got null and 1.0",
                () -> CssMessages.decodeControlTimestamp(control("null", "\"2\"", "1")));
        assertThrows(IllegalArgumentException.class, () -> new ControlTimestamp(null, 0, 1.0));
        assertThrows(IllegalArgumentException.class, () -> new ControlTimestamp(0L, 0, null));
        assertThrows(IllegalArgumentException.class, () -> ControlTimestamp.at(0, 0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ControlTimestamp.at(0, 0, Double.NEGATIVE_INFINITY));
    }

    @Test
    public void aMissingMemberOfAControlTimestampIsRefusedByItsName() {
        String text = control("\"1\"", "\"2\"", "1.0");
        for (String name : List.of("contentTime", "wallClockTime", "timelineSpeedMultiplier")) {
            assertMalformed(
                    "Expected " + name + " of a control timestamp, got nothing",
                    () -> CssMessages.decodeControlTimestamp(text.replace(name, "other")));
        }
    }

    @Test
    public void integersOfAnotherFormAreRefused() {
        for (String wrong : NO_INTEGERS) {
            if (!wrong.equals("null")) {
                assertMalformed(
                        "as contentTime of a control timestamp",
                        () -> CssMessages.decodeControlTimestamp(control(wrong, "\"2\"", "1.0")));
            }
            assertMalformed(
                    "as wallClockTime of a control timestamp",
                    () -> CssMessages.decodeControlTimestamp(control("\"1\"", wrong, "1.0")));
        }
    }

    @Test
    public void speedIsAFiniteNumberAlsoAsText() throws Exception {
        assertEquals(
                ControlTimestamp.at(1, 2, 0.5),
                CssMessages.decodeControlTimestamp(control("\"1\"", "\"2\"", "\"0.5\"")));
        assertEquals(ControlTimestamp.at(1, 2, 2), CssMessages.decodeControlTimestamp(control("\"1\"", "\"2\"", "2")));
        for (String wrong :
                List.of("\"fast\"", "true", "[]", "{}", "1e309", "\"inf\"", "\"NaN\"", "1" + "0".repeat(400))) {
            assertMalformed(
                    "Expected a finite number, got ",
                    () -> CssMessages.decodeControlTimestamp(control("\"1\"", "\"2\"", wrong)));
        }
    }

    @Test
    public void unavailableDiffersFromAvailableOnly() {
        ControlTimestamp at = ControlTimestamp.at(1, 2, 1);
        ControlTimestamp gone = ControlTimestamp.unavailable(2);
        assertFalse(at.differsFrom(ControlTimestamp.at(1, 2, 1)));
        assertTrue(at.differsFrom(ControlTimestamp.at(2, 2, 1)));
        assertTrue(at.differsFrom(ControlTimestamp.at(1, 3, 1)));
        assertTrue(at.differsFrom(ControlTimestamp.at(1, 2, 0)));
        assertTrue(at.differsFrom(gone));
        assertTrue(gone.differsFrom(at));
        assertFalse(gone.differsFrom(ControlTimestamp.unavailable(3)));
    }

    @Test
    public void setupDataIsWrittenAndRead() throws Exception {
        SetupData setup = SetupData.of("dvb://1.2", Timelines.PTS);
        String text = "{\"contentIdStem\":\"dvb://1.2\",\"timelineSelector\":\"urn:dvb:css:timeline:pts\"}";
        assertEquals(text, CssMessages.encode(setup));
        assertEquals(setup, CssMessages.decodeSetupData(text));
        assertEquals(
                SetupData.of("", ""),
                CssMessages.decodeSetupData("{\"timelineSelector\":\"\",\"contentIdStem\":\"\"}"));
    }

    @Test
    public void setupDataKeepsItsPrivateData() throws Exception {
        SetupData setup = new SetupData("a", "b", List.of(Map.of("type", "urn:x", "n", 1)));
        assertEquals(setup, CssMessages.decodeSetupData(CssMessages.encode(setup)));
        assertEquals(
                SetupData.of("a", "b"),
                CssMessages.decodeSetupData("{\"contentIdStem\":\"a\",\"timelineSelector\":\"b\",\"private\":[]}"));
        assertMalformed(
                "as private[0].type of setup data",
                () -> CssMessages.decodeSetupData(
                        "{\"contentIdStem\":\"a\",\"timelineSelector\":\"b\",\"private\":[{}]}"));
    }

    @Test
    public void setupDataOfAnotherShapeIsRefused() {
        for (String wrong : List.of("null", "1", "true", "[]", "[\"a\"]", "{}")) {
            assertMalformed(
                    "as contentIdStem of setup data",
                    () -> CssMessages.decodeSetupData("{\"timelineSelector\":\"a\",\"contentIdStem\":" + wrong + "}"));
            assertMalformed(
                    "as timelineSelector of setup data",
                    () -> CssMessages.decodeSetupData("{\"contentIdStem\":\"a\",\"timelineSelector\":" + wrong + "}"));
        }
        assertMalformed(
                "Expected timelineSelector of setup data, got nothing",
                () -> CssMessages.decodeSetupData("{\"contentIdStem\":\"a\"}"));
        assertMalformed(
                "Expected contentIdStem of setup data, got nothing",
                () -> CssMessages.decodeSetupData("{\"timelineSelector\":\"a\"}"));
    }

    @Test
    public void aSelectorOfAMegabyteIsATextLikeAnyOther() throws Exception {
        String selector = "s".repeat(1 << 20);
        SetupData setup = SetupData.of("a", selector);
        assertEquals(setup, CssMessages.decodeSetupData(CssMessages.encode(setup)));
    }

    @Test
    public void presentationTimestampsAreWrittenAndRead() throws Exception {
        AptEptLpt timestamps = new AptEptLpt(
                new PresentationTimestamp(1, 20), new PresentationTimestamp(-2, 10), new PresentationTimestamp(3, 30));
        String text = "{\"actual\":{\"contentTime\":\"1\",\"wallClockTime\":\"20\"},"
                + "\"earliest\":{\"contentTime\":\"-2\",\"wallClockTime\":\"10\"},"
                + "\"latest\":{\"contentTime\":\"3\",\"wallClockTime\":\"30\"}}";
        assertEquals(text, CssMessages.encode(timestamps));
        assertEquals(timestamps, CssMessages.decodeAptEptLpt(text));
    }

    @Test
    public void theEarliestAndTheLatestMayBeInfinite() throws Exception {
        AptEptLpt timestamps = new AptEptLpt(
                null, new PresentationTimestamp(1, MINUS_INFINITY), new PresentationTimestamp(1, PLUS_INFINITY));
        String text = "{\"earliest\":{\"contentTime\":\"1\",\"wallClockTime\":\"minusinfinity\"},"
                + "\"latest\":{\"contentTime\":\"1\",\"wallClockTime\":\"plusinfinity\"}}";
        assertEquals(text, CssMessages.encode(timestamps));
        assertEquals(timestamps, CssMessages.decodeAptEptLpt(text));
    }

    @Test
    public void noOtherTimeMayBeInfinite() {
        String minus = time("\"1\"", "\"minusinfinity\"");
        String plus = time("\"1\"", "\"plusinfinity\"");
        String some = time("\"1\"", "\"2\"");
        assertMalformed(
                "earliest.wallClockTime of actual, earliest", () -> CssMessages.decodeAptEptLpt(apt(plus, some)));
        assertMalformed(
                "latest.wallClockTime of actual, earliest", () -> CssMessages.decodeAptEptLpt(apt(some, minus)));
        for (String infinite : List.of(minus, plus)) {
            assertMalformed(
                    "actual.wallClockTime of actual, earliest",
                    () -> CssMessages.decodeAptEptLpt(
                            "{\"actual\":" + infinite + ",\"earliest\":" + some + ",\"latest\":" + some + "}"));
        }
        assertMalformed(
                "earliest.contentTime of actual, earliest",
                () -> CssMessages.decodeAptEptLpt(apt(time("\"minusinfinity\"", "\"2\""), some)));
    }

    @Test
    public void infinityCannotBeMadeWhereItMustNotBe() {
        PresentationTimestamp minus = new PresentationTimestamp(1, MINUS_INFINITY);
        PresentationTimestamp plus = new PresentationTimestamp(1, PLUS_INFINITY);
        String sentence = assertThrows(IllegalArgumentException.class, () -> new AptEptLpt(minus, SOME, SOME))
                .getMessage();
        assertEquals(
                "Expected another time, got \"minusinfinity\", as actual.wallClockTime of actual, earliest and latest"
                        + " presentation timestamps",
                sentence);
        assertThrows(IllegalArgumentException.class, () -> new AptEptLpt(plus, SOME, SOME));
        assertThrows(IllegalArgumentException.class, () -> new AptEptLpt(null, plus, SOME));
        assertThrows(IllegalArgumentException.class, () -> new AptEptLpt(null, SOME, minus));
    }

    @Test
    public void theNumbersThatStandForInfinityAreNoInfinity() {
        String some = time("\"1\"", "\"2\"");
        assertMalformed(
                "Expected a smaller number, got -9223372036854775808",
                () -> CssMessages.decodeAptEptLpt(apt(time("\"1\"", "\"-9223372036854775808\""), some)));
        assertMalformed(
                "Expected a smaller number, got 9223372036854775807",
                () -> CssMessages.decodeAptEptLpt(apt(some, time("\"1\"", "\"9223372036854775807\""))));
    }

    @Test
    public void presentationTimestampsOfAnotherShapeAreRefused() {
        String some = time("\"1\"", "\"2\"");
        for (String wrong : List.of("null", "1", "\"1\"", "[]", "{}", "true")) {
            assertMalformed("earliest", () -> CssMessages.decodeAptEptLpt(apt(wrong, some)));
            assertMalformed("latest", () -> CssMessages.decodeAptEptLpt(apt(some, wrong)));
            assertMalformed(
                    "actual",
                    () -> CssMessages.decodeAptEptLpt(
                            "{\"actual\":" + wrong + ",\"earliest\":" + some + ",\"latest\":" + some + "}"));
        }
        for (String wrong : NO_INTEGERS) {
            assertMalformed("earliest.contentTime", () -> CssMessages.decodeAptEptLpt(apt(time(wrong, "\"2\""), some)));
            assertMalformed("latest.wallClockTime", () -> CssMessages.decodeAptEptLpt(apt(some, time("\"1\"", wrong))));
        }
        assertMalformed(
                "Expected latest of actual, earliest and latest presentation timestamps, got nothing",
                () -> CssMessages.decodeAptEptLpt("{\"earliest\":" + some + "}"));
        assertMalformed("Expected earliest of actual", () -> CssMessages.decodeAptEptLpt("{\"latest\":" + some + "}"));
    }

    private static String control(String contentTime, String wallClockTime, String speed) {
        return "{\"contentTime\":" + contentTime + ",\"wallClockTime\":" + wallClockTime
                + ",\"timelineSpeedMultiplier\":" + speed + "}";
    }

    private static String apt(String earliest, String latest) {
        return "{\"earliest\":" + earliest + ",\"latest\":" + latest + "}";
    }

    private static String time(String contentTime, String wallClockTime) {
        return "{\"contentTime\":" + contentTime + ",\"wallClockTime\":" + wallClockTime + "}";
    }
}
