package dev.patchbay.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class JsonTest {

    @Test
    public void everyKindOfValueBecomesItsPlainType() throws Exception {
        assertEquals(
                Arrays.asList(1L, 1.5, "a", true, null, List.of(), Map.of()),
                Json.parse("[1, 1.5, \"a\", true, null, [], {}]"));
    }

    @Test
    public void numbersKeepTheirValue() throws Exception {
        assertEquals(Long.MAX_VALUE, Json.parse("9223372036854775807"));
        assertEquals(new BigInteger("9223372036854775808"), Json.parse("9223372036854775808"));
        assertEquals(
                new BigDecimal("0.1000000000000000055511151231257827"),
                Json.parse("0.1000000000000000055511151231257827"));
        assertEquals(0.1, Json.parse("0.1"));
        assertEquals(new BigDecimal("1e400"), Json.parse("1e400"));
    }

    @Test
    public void aNumberNobodyCanComputeWithIsRefused() {
        assertThrows(JsonException.class, () -> Json.parse("1e99999"));
    }

    @Test(timeout = 10_000)
    public void aNumberThatWouldTakeLongToReadIsRefusedAtOnce() throws Exception {
        for (String number : List.of("7".repeat(1_000_000), "0." + "7".repeat(1_000_000), "-" + "7".repeat(1_000))) {
            for (String text : List.of(number, "{\"n\":[" + number + "]}", " " + number + "\n")) {
                assertThrows(JsonException.class, () -> Json.parse(text));
            }
        }
        assertEquals(new BigInteger("7".repeat(1_000)), Json.parse("7".repeat(1_000)));
    }

    @Test
    public void objectsKeepTheOrderOfTheirNames() throws Exception {
        assertEquals("{\"b\":1,\"a\":2}", Json.write(Json.parse("{\"b\":1, \"a\":2}")));
    }

    @Test
    public void textThatIsNotJsonIsRefusedWithItsPlace() {
        JsonException e = assertThrows(JsonException.class, () -> Json.parse("{\"a\":\n  nope}"));
        assertEquals(2, e.line());
        assertTrue(e.getMessage(), e.getMessage().contains("line 2"));
        for (String text : List.of(
                "", " ", "{", "[1,]", "{\"a\" 1}", "'a'", "nul", "[1] 2", "// c\n1", "{a:1}", "01", "+1", "NaN")) {
            assertThrows(text, JsonException.class, () -> Json.parse(text));
        }
    }

    @Test
    public void aNameThatComesTwiceIsRefused() {
        JsonException e = assertThrows(JsonException.class, () -> Json.parse("{\"a\":1,\"a\":2}"));
        assertTrue(e.getMessage(), e.getMessage().contains("'a' twice"));
    }

    @Test
    public void nestingPastTheLimitIsRefused() throws Exception {
        Json.parse("[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH));
        assertThrows(
                JsonException.class, () -> Json.parse("[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1)));
    }

    @Test
    public void nonAsciiAndMarkupSurviveARoundTrip() throws Exception {
        String text = "\"<b>Zoë & 日本 😀\\u2028\"";
        assertEquals(Json.parse(text), Json.parse(Json.write(Json.parse(text))));
        assertTrue(Json.write("<b>").contains("<b>"));
    }

    @Test
    public void recordsAreWrittenAsObjects() {
        record Point(int x, List<String> names) {}
        assertEquals("{\"x\":1,\"names\":[\"a\"]}", Json.write(new Point(1, List.of("a"))));
    }

    @Test
    public void aDocumentMayHaveCommentsAndKnowsWhereItsKeysStand() throws Exception {
        JsonDocument document = JsonDocument.parse("""
                // a comment with "quotes"
                {
                  "http": { // behind
                    "url": "http://x", "port": 1
                  }
                }
                """);
        assertEquals(Map.of("http", Map.of("url", "http://x", "port", 1L)), document.value());
        assertEquals(new Position(3, 3), document.positionOf("http"));
        assertEquals(new Position(4, 24), document.positionOf("http", "port"));
    }

    @Test
    public void aFaultInADocumentIsPlacedAsInTheTextWithItsComments() {
        JsonException e = assertThrows(JsonException.class, () -> JsonDocument.parse("// one\n{ \"a\": }"));
        assertEquals(2, e.line());
    }
}
