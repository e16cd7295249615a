package dev.patchbay.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Length;
import dev.patchbay.schema.Pattern;
import dev.patchbay.schema.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class JsonTypeTest {

    enum Colour {
        RED,
        GREEN
    }

    record Inner(@Nullable String note) {}

    record Outer(
            @Description("how many") @Range(min = 1, max = 10)
            int count,

            @Pattern("^[a-z]+$") @Length(max = 5) String word,
            @Default("\"GREEN\"") Colour colour,
            Optional<Instant> at,
            List<Inner> inners,
            Map<String, Object> rest,
            byte[] bytes,
            Duration pause) {}

    record Tree(String name, List<Tree> children) {}

    record Span(int from, int to) {
        Span {
            if (from > to) {
                throw new IllegalArgumentException("from " + from + " is after to " + to);
            }
        }
    }

    record Nameless(String name) {
        Nameless {
            name.chars().filter(c -> c == 'x').findAny().orElseThrow(UnsupportedOperationException::new);
        }
    }

    record Any(Object value) {}

    record Page<T>(List<T> items, T first) {}

    record Book(Page<Inner> page) {}

    private static Object outer(Object count, Object word) throws JsonException {
        return Json.parse("{\"count\":" + Json.write(count) + ",\"word\":" + Json.write(word)
                + ",\"inners\":[{\"note\":\"n\"},{}],\"rest\":{\"a\":[1,2.5]},\"bytes\":\"aGk=\",\"pause\":\"PT2S\"}");
    }

    private final JsonType type = JsonType.of(Outer.class);
    private final JsonSchema schema = JsonSchema.trusted(type.schema());

    @Test
    public void aRecordIsDescribedWithItsAnnotations() throws Exception {
        assertEquals(Json.parse("""
                {"type":"object","properties":{
                  "count":{"type":"integer","minimum":1,"maximum":10,"description":"how many"},
                  "word":{"type":"string","pattern":"^[a-z]+$","maxLength":5},
                  "colour":{"type":"string","enum":["RED","GREEN"],"default":"GREEN"},
                  "at":{"type":["string","null"],"format":"date-time","default":null},
                  "inners":{"type":"array","items":{"type":"object","properties":{"note":{"type":["string","null"]}},
                    "additionalProperties":false}},
                  "rest":{"type":"object"},
                  "bytes":{"type":"string","contentEncoding":"base64"},
                  "pause":{"type":"string","format":"duration"}},
                 "required":["count","word","inners","rest","bytes","pause"],"additionalProperties":false}"""), type.schema());
    }

    @Test
    public void aValueThatFitsIsBoundWithItsDefaults() throws Exception {
        Object plain = outer(3, "abc");
        assertEquals(List.of(), schema.check(plain));
        Outer outer = (Outer) type.read(schema.withDefaults(plain));
        assertEquals(3, outer.count());
        assertEquals(Colour.GREEN, outer.colour());
        assertEquals(Optional.empty(), outer.at());
        assertEquals(List.of(new Inner("n"), new Inner(null)), outer.inners());
        assertEquals(Map.of("a", List.of(1L, 2.5)), outer.rest());
        assertEquals("hi", new String(outer.bytes(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(Duration.ofSeconds(2), outer.pause());
    }

    @Test
    public void everyViolationIsNamedWithItsPath() throws Exception {
        List<Violation> violations = schema.check(outer(11, "ABCDEF"));
        assertEquals(
                List.of("/count", "/word", "/word"),
                violations.stream().map(Violation::path).sorted().toList());
    }

    @Test
    public void aMissingAndAnUnknownPropertyAreViolations() throws Exception {
        JsonSchema inner = JsonSchema.trusted(JsonType.of(Inner.class).schema());
        assertEquals(1, inner.check(Json.parse("{\"nope\":1}")).size());
        assertTrue(schema.check(Map.of()).get(0).message().contains("count"));
    }

    @Test
    public void aValueBecomesPlainAgain() throws Exception {
        Object plain = schema.withDefaults(outer(3, "abc"));
        Object again = type.toPlain(type.read(plain));
        assertTrue(String.valueOf(again), String.valueOf(again).contains("rest={a=[1, 2.5]}"));
        assertEquals(again, type.toPlain(type.read(again)));
    }

    @Test
    public void aTypeThatContainsItselfIsDescribedByReference() throws Exception {
        JsonType tree = JsonType.of(Tree.class);
        JsonSchema check = JsonSchema.trusted(tree.schema());
        assertEquals(
                List.of(), check.check(Json.parse("{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}")));
        assertEquals(
                "/children/0/name",
                check.check(Json.parse("{\"name\":\"a\",\"children\":[{\"name\":1,\"children\":[]}]}"))
                        .get(0)
                        .path());
    }

    @Test
    public void aTypeJsonCannotExpressIsRefusedByName() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> JsonType.of(Thread.class));
        assertTrue(e.getMessage(), e.getMessage().contains("java.lang.Thread"));
    }

    @Test
    public void aNumberJsonDoesNotHaveIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> JsonType.of(double.class).toPlain(Double.NaN));
    }

    @Test
    public void whatARecordsConstructorRefusesDoesNotFit() throws Exception {
        JsonType span = JsonType.of(Span.class);
        assertEquals(new Span(1, 1), span.read(Map.of("from", 1L, "to", 1L)));
        JsonException e = assertThrows(JsonException.class, () -> span.read(Map.of("from", 2L, "to", 1L)));
        assertTrue(e.getMessage(), e.getMessage().endsWith("Span, got one that does not fit: from 2 is after to 1"));
    }

    @Test
    public void aConstructorThatRefusesWithoutAMessageIsNamedByItsException() {
        JsonType nameless = JsonType.of(Nameless.class);
        JsonException e = assertThrows(JsonException.class, () -> nameless.read(Map.of("name", "a")));
        assertTrue(e.getMessage(), e.getMessage().endsWith("java.lang.UnsupportedOperationException"));
    }

    @Test
    public void aValueThatHidesSomethingJsonCannotExpressIsRefused() {
        JsonType any = JsonType.of(Any.class);
        assertEquals(Map.of("value", "a"), any.toPlain(new Any("a")));
        assertThrows(IllegalArgumentException.class, () -> any.toPlain(new Any(Thread.currentThread())));
    }

    @Test
    public void aHandWrittenSchemaIsCheckedItself() throws Exception {
        assertEquals(1, JsonSchema.parse("{\"type\":\"integer\"}").check("x").size());
        assertThrows(JsonException.class, () -> JsonSchema.parse("{\"type\":\"wrong\"}"));
        assertThrows(JsonException.class, () -> JsonSchema.parse("[]"));
    }

    @Test
    public void aTypeThatContainsItselfIsRead() throws Exception {
        Tree tree = new Tree("a", List.of(new Tree("b", List.of())));
        Object plain = JsonType.of(Tree.class).toPlain(tree);
        assertEquals(tree, JsonType.of(Tree.class).read(plain));
    }

    @Test
    public void aRecordOfATypeOfSomebodysChoiceIsRead() throws Exception {
        Book book = new Book(new Page<>(List.of(new Inner("n")), new Inner(null)));
        Object plain = JsonType.of(Book.class).toPlain(book);
        assertEquals(book, JsonType.of(Book.class).read(plain));
    }

    @Test
    public void aNumberThatIsMissingIsZeroAndNeverNull() throws Exception {
        assertEquals(new Span(0, 5), JsonType.of(Span.class).read(Json.parse("{\"to\": 5}")));
        assertThrows(JsonException.class, () -> JsonType.of(Span.class).read(Json.parse("{\"to\": null}")));
    }

    record Nested(Object inner) {
        Nested {
            try {
                inner = JsonType.of(Span.class).read(inner); // while another value is read
            } catch (JsonException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    @Test
    public void whatFailedInTheMiddleLeavesNothingToTheNext() throws Exception {
        JsonType spans = JsonType.of(Tree.class);
        for (int i = 0; i < 20; i++) {
            Object wrong = Json.parse("{\"name\": \"a\", \"children\": [{\"name\": {\"deep\": [1]}}]}");
            assertThrows(JsonException.class, () -> spans.read(wrong));
            assertEquals(new Span(1, 2), JsonType.of(Span.class).read(Json.parse("{\"from\": 1, \"to\": 2}")));
        }
    }

    @Test
    public void aValueMayBeReadWhileAnotherIs() throws Exception {
        Object plain = Json.parse("{\"inner\": {\"from\": 1, \"to\": 2}}");
        for (int i = 0; i < 20; i++) {
            assertEquals(new Span(1, 2), ((Nested) JsonType.of(Nested.class).read(plain)).inner());
        }
    }
}
