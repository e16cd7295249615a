package dev.patchbay.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.stream.JsonWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

/** The parser and the writer made for speed, against the library's. */
public class QuickJsonTest {

    private static final String TELLING = "{}[]\",:\\/ \n\t\u0001\u001f\u007f0123456789-+.eEtruefalsnd'ü\u2028";
    private static final String HALVES = "\ud83d\ude00";

    private final Random random = new Random(42);

    private static String result(String text, boolean quick) {
        try {
            Object value = quick ? QuickParser.parse(text) : new PlainParser(text, null).parse();
            return described(value);
        } catch (QuickParser.Unclear | JsonException e) {
            return "refused";
        }
    }

    /** With the types of numbers, which equal values may differ in. */
    private static String described(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach((name, element) -> text.append(name).append('=').append(described(element)));
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            StringBuilder text = new StringBuilder("[");
            list.forEach(element -> text.append(described(element)).append(','));
            return text.append(']').toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    private static void assertSame(String text) {
        if (text.chars().allMatch(c -> c < 0x100)) {
            assertEquals(text, result(text, false), result(text, true));
        } else {
            assertEquals(text, "refused", result(text, true));
        }
    }

    @Test
    public void whatIsWellFormedIsReadAsTheLibraryReadsIt() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            String text = random.nextBoolean() ? Json.write(value(4)) : Json.writePretty(value(4));
            assertSame(text);
            assertEquals(text, result(text, false), described(Json.parse(text)));
        }
    }

    @Test
    public void whatIsSpoiltAnywhereIsRefusedAsTheLibraryRefusesIt() {
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(Json.write(value(3)));
            int place = random.nextInt(text.length());
            char other = anyOf(TELLING + HALVES);
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(place, other);
                case 1 -> text.insert(place, other);
                case 2 -> text.deleteCharAt(place);
                default -> text.setLength(place);
            }
            assertSame(text.toString());
        }
    }

    @Test
    public void numbersAndEscapesAtTheirEdgesAreReadAsTheLibraryReadsThem() {
        for (String text : List.of(
                "0",
                "-0",
                "-0.0",
                "00",
                "01",
                "-",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "1E5",
                "1e-5",
                "1.5e3",
                "1.0",
                "999999999999999999",
                "-999999999999999999",
                "1000000000000000000",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775809",
                "0.1",
                "1e400",
                "1e99999",
                "0.1000000000000000055511151231257827",
                "123456789012345678.5",
                "\"\\u00e9\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
                "\"\\u00E9\"",
                "\"\\u00g9\"",
                "\"\\u00\"",
                "\"\\x\"",
                "\"\\'\"",
                "\"\\",
                "\"",
                "\"\\ud83d\\ude00\"",
                "\"\ud83d\ude00\"",
                "true ",
                " null\r\n",
                "truex",
                "tru",
                "nulls",
                "TRUE",
                "[1 2]",
                "{\"a\":1,}",
                "[,]",
                "{,}",
                "\0",
                "1\0",
                "[]\0",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":null,\"a\":2}",
                "[1]]",
                "{\"a\"}",
                "{1:2}",
                "\"\u0000\"")) {
            assertSame(text);
        }
    }

    @Test
    public void nestingIsReadAsDeepAsTheLibraryReadsIt() {
        for (int depth = Json.MAX_DEPTH - 1; depth <= Json.MAX_DEPTH + 1; depth++) {
            assertSame("[".repeat(depth) + "]".repeat(depth));
            assertSame("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
        }
    }

    @Test
    public void everythingIsWrittenAsTheLibraryWritesIt() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            Object value = value(4);
            assertEquals(byLibrary(value), Json.write(value));
        }
    }

    private static String byLibrary(Object value) throws Exception {
        StringWriter text = new StringWriter();
        JsonWriter writer = new JsonWriter(text);
        writer.setHtmlSafe(false);
        PlainText.write(writer, value);
        return text.toString();
    }

    @Test
    public void inAsciiTheSameIsSaidInPrintableCharactersOnly() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            Object value = value(4);
            String text = Json.writeAscii(value);
            assertTrue(text, text.chars().allMatch(c -> c >= ' ' && c < 0x7F));
            assertEquals(described(Json.parse(Json.write(value))), described(Json.parse(text)));
        }
    }

    @Test
    public void numbersJsonDoesNotHaveAreRefusedWithTheirName() {
        for (Object number : List.of(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY)) {
            String said = assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(number)))
                    .getMessage();
            assertTrue(said, said.contains(number.toString()));
        }
        assertEquals("[7]", Json.write(List.of(new AtomicInteger(7))));
    }

    @Test
    public void inAsciiOnlyWhatCanBeReadAgainIsWritten() throws Exception {
        Object deepest = "x";
        for (int i = 0; i < Json.MAX_DEPTH; i++) {
            deepest = i % 2 == 0 ? List.of(deepest) : Map.of("a", deepest);
        }
        Json.parse(Json.writeAscii(deepest));
        Object fits = deepest;
        assertThrows(IllegalArgumentException.class, () -> Json.writeAscii(List.of(fits)));
        List<Object> loop = new ArrayList<>();
        loop.add(loop);
        assertThrows(IllegalArgumentException.class, () -> Json.writeAscii(loop));
    }

    @Test
    public void halfACharacterIsReadAndWrittenAsAnEscape() throws Exception {
        for (String half : List.of("\ud83d", "\ude00", "x\ud83dx", "\ud83d\ud83d\ude00", "\ud83d\ude00\ude00")) {
            for (String around : List.of("", "plain and long enough to be scanned", "\u00fc", "\u5317")) {
                Map<String, Object> value = Map.of(around + half + around, List.of(half + around));
                assertEquals(value, Json.parse(Json.write(value)));
                assertEquals(value, Json.parse(Json.writeAscii(value)));
                assertEquals(value, Json.parse(Json.writePretty(value)));
                assertTrue(ISO_8859_1.newEncoder().canEncode(Json.writeAscii(value)));
                assertTrue(UTF_8.newEncoder().canEncode(Json.write(value)));
                assertTrue(UTF_8.newEncoder().canEncode(Json.writePretty(value)));
            }
        }
        assertEquals("[\"\\udcff\"]", Json.write(Json.parse("[\"\\uDCFF\"]")));
        String whole = "x\ud83d\ude00\ud83d\ude00";
        assertEquals(whole, Json.parse(Json.writeAscii(whole)));
        assertEquals('"' + whole + '"', Json.write(whole));
        assertEquals(whole, Json.parse("\"x\\ud83d\\ude00\ud83d\ude00\""));
    }

    @Test
    public void halvesAreReadInDocumentsToo() throws Exception {
        assertEquals(
                Map.of("a", List.of("\udcff")),
                JsonDocument.parse("{ // a note\n\"a\": [\"\\udcff\"]}").value());
    }

    @Test
    public void whatIsWrongBesideHalfACharacterIsToldWithItsPlace() {
        JsonException wrong = assertThrows(JsonException.class, () -> Json.parse("[\"\\udcff\",\n]"));
        assertTrue(wrong.getMessage(), wrong.getMessage().contains("line 2"));
        assertFalse(wrong.getMessage(), wrong.getMessage().contains("urrogate"));
    }

    @Test
    public void whatIsWrongBesideHalfACharacterIsRefused() {
        for (String text : List.of(
                "[\"\\udcff\",]",
                "\"\\\u5317\"",
                "\"\\\u00fc\"",
                "[\"\\udcff\", \"\\\u5317\"]",
                "\"\\udcff\"\u5317",
                "\ud83d",
                "{\"\\udcff\":1,\"\\udcff\":2}")) {
            assertThrows(text, JsonException.class, () -> Json.parse(text));
        }
    }

    @Test
    public void aMarkOfByteOrderAtTheStartIsStillSkipped() throws Exception {
        assertEquals(1L, Json.parse("\ufeff1"));
    }

    @Test
    public void everyByteIsLookedAtWhereverItStandsIfAndOnlyIfItMayNotStandForItself() {
        for (int length = 1; length < 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int b = 0; b < 256; b++) {
                    byte[] bytes =
                            "~ }aZ0!~]^#[>@~ }aZ0!~]^#[>@".substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
                    bytes[place] = (byte) b;
                    boolean special = b < ' ' || b > '~' || "\"\\?".indexOf(b) >= 0;
                    assertEquals(special ? place : length, Scan.firstToLookAt(bytes, 0));
                    assertEquals(length, Scan.firstToLookAt(bytes, place + 1));
                }
            }
        }
    }

    @Test
    public void namesAreTextsWhateverTheyWere() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(null, 1);
        map.put(2, "\u2028");
        assertEquals("{\"null\":1,\"2\":\"\\u2028\"}", Json.write(map));
    }

    @Test
    public void whatHasNoFormInJsonIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Json.writeAscii(List.of(new AtomicReference<>(1))));
    }

    private Object value(int depth) {
        switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0:
                return text();
            case 1:
                return random.nextLong() >> random.nextInt(64);
            case 2:
                return random.nextInt();
            case 3:
                return random.nextBoolean();
            case 4:
                return null;
            case 5:
                return random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 6:
                return random.nextFloat();
            case 7:
                return new BigInteger(90, random);
            case 8:
                return new BigDecimal(new BigInteger(90, random), random.nextInt(60) - 30);
            case 9:
                return Arrays.asList(value(depth - 1), value(depth - 1));
            default:
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(), value(depth - 1));
                }
                return map;
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int usual = random.nextInt(30);
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(random.nextInt(30) < usual ? (char) ('a' + random.nextInt(26)) : anyOf(TELLING));
        }
        return text.append(random.nextInt(9) == 0 ? HALVES : "").toString();
    }

    private char anyOf(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
