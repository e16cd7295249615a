package dev.patchbay.dvbcss;

import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID;
import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID_STATUS;
import static dev.patchbay.dvbcss.CiiProperty.MRS_URL;
import static dev.patchbay.dvbcss.CiiProperty.PRESENTATION_STATUS;
import static dev.patchbay.dvbcss.CiiProperty.PRIVATE;
import static dev.patchbay.dvbcss.CiiProperty.TIMELINES;
import static dev.patchbay.dvbcss.CiiProperty.TS_URL;
import static dev.patchbay.dvbcss.CiiProperty.WC_URL;
import static dev.patchbay.dvbcss.Malformed.assertMalformed;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CiiCodecTest {

    private static final String EXAMPLE = "{\"protocolVersion\":\"1.1\",\"contentId\":\"dvb://1.2.3;4\","
            + "\"contentIdStatus\":\"final\",\"presentationStatus\":\"okay\",\"wcUrl\":\"udp://10.0.0.7:6677\","
            + "\"tsUrl\":\"ws://10.0.0.7:7681/ts\",\"mrsUrl\":null,\"timelines\":[{\"timelineSelector\":"
            + "\"urn:dvb:css:timeline:pts\",\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":90000,"
            + "\"accuracy\":0.5}}]}";

    private static final CiiMessage STATE = CiiMessage.initial()
            .with(CONTENT_ID, "dvb://1.2.3;4")
            .with(CONTENT_ID_STATUS, ContentIdStatus.FINAL)
            .with(PRESENTATION_STATUS, List.of("okay"))
            .with(WC_URL, "udp://10.0.0.7:6677")
            .with(TS_URL, "ws://10.0.0.7:7681/ts")
            .withNone(MRS_URL)
            .with(TIMELINES, List.of(new TimelineOption(Timelines.PTS, 1, 90_000, 0.5, List.of())));

    @Test
    public void theExampleIsReadAndWritten() throws Exception {
        assertEquals(STATE, CssMessages.decodeCii(EXAMPLE));
        assertEquals(Json.parse(EXAMPLE), Json.parse(CssMessages.encode(STATE)));
    }

    @Test
    public void anEmptyMessageIsAnEmptyObject() throws Exception {
        assertEquals("{}", CssMessages.encode(CiiMessage.EMPTY));
        assertEquals(CiiMessage.EMPTY, CssMessages.decodeCii(" {} "));
    }

    @Test
    public void absentNullAndAValueAreThreeThings() throws Exception {
        CiiMessage message = CssMessages.decodeCii("{\"tsUrl\":null,\"wcUrl\":\"\"}");
        assertTrue(message.get(CONTENT_ID).isOmitted());
        assertTrue(message.get(TS_URL).isNone());
        assertEquals("", message.get(WC_URL).value());
    }

    @Test
    public void everyPropertyMayBeNull() throws Exception {
        CiiMessage message = CiiMessage.EMPTY;
        for (CiiProperty<?> property : CiiProperty.all()) {
            message = message.withNone(property);
            assertEquals(
                    CiiMessage.EMPTY.withNone(property),
                    CssMessages.decodeCii("{\"" + property.wireName() + "\":null}"));
        }
        assertEquals(message, CssMessages.decodeCii(CssMessages.encode(message)));
    }

    @Test
    public void unknownKeysAreIgnored() throws Exception {
        String text = "{\"x\":[1,{}],\"contentid\":7,\"contentId\":\"a\",\"timelines\":["
                + "{\"timelineSelector\":\"s\",\"y\":null,"
                + "\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":2,\"z\":0}}]}";
        assertEquals(
                CiiMessage.EMPTY.with(CONTENT_ID, "a").with(TIMELINES, List.of(TimelineOption.of("s", 1, 2))),
                CssMessages.decodeCii(text));
    }

    @Test
    public void whatIsNotAsciiIsEscaped() throws Exception {
        CiiMessage message = CiiMessage.EMPTY.with(CONTENT_ID, "\u00e9\u2028\ud83d\ude00\"\\\n\u007f");
        String text = CssMessages.encode(message);
        assertEquals("{\"contentId\":\"\\u00e9\\u2028\\ud83d\\ude00\\\"\\\\\\n\\u007f\"}", text);
        assertEquals(message, CssMessages.decodeCii(text));
    }

    @Test
    public void presentationStatusIsOneTextOfTerms() throws Exception {
        CiiMessage message = CiiMessage.EMPTY.with(PRESENTATION_STATUS, List.of("transitioning", "ad-break"));
        assertEquals("{\"presentationStatus\":\"transitioning ad-break\"}", CssMessages.encode(message));
        assertEquals(message, CssMessages.decodeCii(CssMessages.encode(message)));
        assertEquals(
                List.of("strange"),
                CssMessages.decodeCii("{\"presentationStatus\":\"strange\"}")
                        .get(PRESENTATION_STATUS)
                        .value());
    }

    @Test
    public void presentationStatusWithoutATermOrWithTwoSpacesIsRefused() {
        for (String status : List.of("", " ", "okay ", " okay", "okay  fine")) {
            assertMalformed(
                    "Expected terms with one space between them, and none in them, got \"" + status
                            + "\", as presentationStatus of a CII message",
                    () -> CssMessages.decodeCii("{\"presentationStatus\":\"" + status + "\"}"));
        }
    }

    @Test
    public void onlyThisVersionIsRead() {
        for (String version : List.of("\"1.0\"", "\"1.10\"", "\"\"", "1.1", "[]")) {
            assertMalformed(
                    "protocolVersion of a CII message",
                    () -> CssMessages.decodeCii("{\"protocolVersion\":" + version + "}"));
        }
    }

    @Test
    public void onlyTheTwoStatesOfAContentIdAreRead() throws Exception {
        assertEquals(
                ContentIdStatus.PARTIAL,
                CssMessages.decodeCii("{\"contentIdStatus\":\"partial\"}")
                        .get(CONTENT_ID_STATUS)
                        .value());
        for (String status : List.of("\"Final\"", "\"FINAL\"", "\"\"", "true", "[\"final\"]")) {
            assertMalformed(
                    "Expected \"partial\" or \"final\", got ",
                    () -> CssMessages.decodeCii("{\"contentIdStatus\":" + status + "}"));
        }
    }

    @Test
    public void textsOfAnotherShapeAreRefused() {
        for (String name : List.of("mrsUrl", "contentId", "wcUrl", "tsUrl", "teUrl", "presentationStatus")) {
            for (String wrong : List.of("1", "1.5", "true", "[]", "{}", "[\"a\"]")) {
                assertMalformed(
                        ", as " + name + " of a CII message",
                        () -> CssMessages.decodeCii("{\"" + name + "\":" + wrong + "}"));
            }
        }
    }

    @Test
    public void timelinesOfAnotherShapeAreRefused() {
        for (String wrong : List.of("{}", "\"\"", "1", "[null]", "[[]]", "[\"a\"]", "[{}]")) {
            assertMalformed("of a CII message", () -> CssMessages.decodeCii("{\"timelines\":" + wrong + "}"));
        }
    }

    @Test
    public void oneBadTimelineMakesTheMessageBadAndIsNamed() {
        String good = "{\"timelineSelector\":\"s\",\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":2}}";
        assertMalformed(
                "Expected timelines[1].timelineSelector of a CII message, got nothing",
                () -> CssMessages.decodeCii(
                        "{\"timelines\":[" + good + "," + good.replace("timelineSelector", "selector") + "]}"));
        assertMalformed(
                "Expected a whole number above 0, got 0, as unitsPerTick of a timeline option, in timelines[1] of a"
                        + " CII message",
                () -> CssMessages.decodeCii(
                        "{\"timelines\":[" + good + "," + good.replace("Tick\":1", "Tick\":0") + "]}"));
    }

    @Test
    public void timelineRatesAreWholeJsonNumbers() {
        for (String wrong : List.of("\"1\"", "1.0", "1e3", "-1", "0", "null", "[]", "9223372036854775808", "true")) {
            assertMalformed(
                    "unitsPerTick of a",
                    () -> CssMessages.decodeCii(option("\"unitsPerTick\":" + wrong + ",\"unitsPerSecond\":1")));
            assertMalformed(
                    "unitsPerSecond of a",
                    () -> CssMessages.decodeCii(option("\"unitsPerSecond\":" + wrong + ",\"unitsPerTick\":1")));
        }
        assertMalformed(
                "Expected timelines[0].timelineProperties.unitsPerSecond of a CII message, got nothing",
                () -> CssMessages.decodeCii(option("\"unitsPerTick\":1")));
    }

    @Test
    public void accuracyIsANumberAlsoAsText() throws Exception {
        for (String half : List.of("0.5", "\"0.5\"", "5e-1", "\"5E-1\"", "\".5\"", "\"+0.50\"")) {
            assertEquals(Double.valueOf(0.5), accuracy(half));
        }
        assertEquals(Double.valueOf(2), accuracy("2"));
        assertEquals(Double.valueOf(2), accuracy("\"2.\""));
        assertEquals(Double.valueOf(0.1), accuracy("0.1000000000000000000000000001"));
    }

    @Test
    public void accuracyThatIsNoFiniteNumberIsRefused() {
        List<String> wrongs = List.of(
                "null",
                "true",
                "[]",
                "{}",
                "\"\"",
                "\"nan\"",
                "\"Infinity\"",
                "\"inf\"",
                "1e400",
                "-1e400",
                "\"1e400\"",
                "\"0x1\"",
                "\"1_0\"",
                "\" 1\"",
                "\"1f\"",
                "\".\"",
                "\"1e\"",
                "\"\u0661\"");
        for (String wrong : wrongs) {
            assertMalformed("Expected a finite number, got ", () -> accuracy(wrong));
        }
        for (String noJson : List.of("NaN", "Infinity", "-Infinity", "1e99999", ".5", "+1")) {
            assertMalformed("Expected a CII message in JSON, got ", () -> accuracy(noJson));
        }
    }

    @Test
    public void tickRateIsUnitsPerSecondOverUnitsPerTick() {
        assertEquals(90_000, TimelineOption.of("s", 1, 90_000).tickRate(), 0);
        assertEquals(29.97, TimelineOption.of("s", 1001, 30_000).tickRate(), 0.0001);
    }

    @Test
    public void aTimelineOptionThatNoClientCouldUseIsRefused() {
        assertIllegal("unitsPerTick of a timeline option", () -> TimelineOption.of("s", 0, 1));
        assertIllegal("unitsPerSecond of a timeline option", () -> TimelineOption.of("s", 1, -1));
        assertIllegal("timelineSelector of a timeline option", () -> TimelineOption.of("\udc00", 1, 1));
        assertIllegal("accuracy of a timeline option", () -> new TimelineOption("s", 1, 1, Double.NaN, List.of()));
        assertIllegal(
                "private[0].type of a timeline option", () -> new TimelineOption("s", 1, 1, null, List.of(Map.of())));
    }

    @Test
    public void privateDataOfATimelineIsBesideItsProperties() throws Exception {
        TimelineOption option = new TimelineOption("s", 1, 2, null, List.of(Map.of("type", "urn:a")));
        CiiMessage message = CiiMessage.EMPTY.with(TIMELINES, List.of(option));
        assertEquals(
                "{\"timelines\":[{\"timelineSelector\":\"s\","
                        + "\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":2},"
                        + "\"private\":[{\"type\":\"urn:a\"}]}]}",
                CssMessages.encode(message));
        assertEquals(message, CssMessages.decodeCii(CssMessages.encode(message)));
        assertMalformed(
                "Expected an array, got null, as timelines[0].private of a CII message",
                () -> CssMessages.decodeCii("{\"timelines\":[{\"timelineSelector\":\"s\",\"private\":null,"
                        + "\"timelineProperties\":{\"unitsPerTick\":1,\"unitsPerSecond\":2}}]}"));
    }

    @Test
    public void privateDataIsKeptWhateverItIs() throws Exception {
        Map<String, Object> data = new HashMap<>();
        data.put("type", "urn:a");
        data.put("nothing", null);
        data.put("numbers", Arrays.asList((byte) 1, 2, 3L, 4.0f, 0.1, new java.math.BigDecimal("1.50")));
        data.put("huge", new java.math.BigInteger("123456789012345678901234567890"));
        data.put("object", Map.of("\u00e9", List.of(true, List.of())));
        CiiMessage message = CiiMessage.EMPTY.with(PRIVATE, List.of(data));
        assertEquals(message, CssMessages.decodeCii(CssMessages.encode(message)));
    }

    @Test
    public void privateDataMayBeEmptyInTwoWays() throws Exception {
        CiiMessage empty = CiiMessage.EMPTY.with(PRIVATE, List.of());
        assertEquals(empty, CssMessages.decodeCii("{\"private\":[]}"));
        assertEquals(empty, CssMessages.decodeCii("{\"private\":{}}"));
        assertEquals("{\"private\":[]}", CssMessages.encode(empty));
    }

    @Test
    public void privateDataOfAnotherShapeIsRefused() {
        List<String> wrongs = List.of(
                "1",
                "\"\"",
                "true",
                "{\"type\":\"a\"}",
                "[1]",
                "[null]",
                "[[]]",
                "[{}]",
                "[{\"type\":null}]",
                "[{\"type\":1}]",
                "[{\"type\":\"a\"},{\"Type\":\"a\"}]");
        for (String wrong : wrongs) {
            assertMalformed("private", () -> CssMessages.decodeCii("{\"private\":" + wrong + "}"));
        }
    }

    @Test
    public void privateDataTooDeepToSendIsRefused() throws Exception {
        assertMalformed("Expected at most 190 levels", () -> CssMessages.decodeCii(privateOfDepth(195)));
        CiiMessage deep = CssMessages.decodeCii(privateOfDepth(189));
        assertEquals(deep, CssMessages.decodeCii(CssMessages.encode(deep)));
    }

    private static String privateOfDepth(int depth) {
        return "{\"private\":[{\"type\":\"a\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}]}";
    }

    private static Double accuracy(String json) throws MalformedMessageException {
        String text = option("\"unitsPerTick\":1,\"unitsPerSecond\":2,\"accuracy\":" + json);
        return CssMessages.decodeCii(text).get(TIMELINES).value().get(0).accuracyInSec();
    }

    private static String option(String properties) {
        return "{\"timelines\":[{\"timelineSelector\":\"s\",\"timelineProperties\":{" + properties + "}}]}";
    }

    private static void assertIllegal(String where, org.junit.function.ThrowingRunnable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        assertTrue(message, message.startsWith("Expected ") && message.endsWith("as " + where));
    }
}
