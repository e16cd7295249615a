package dev.patchbay.json;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.schema.Password;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class PlainScalarTest {

    private static final Instant TIME = Instant.parse("2017-03-01T12:00:00.25Z");
    private static final OffsetDateTime AWARE = OffsetDateTime.parse("2017-03-01T12:00:00+05:00");
    private static final byte[] BYTES = {104, 105};
    private static final Pattern PATTERN = Pattern.compile("a.*");
    private static final Password PASSWORD = new Password("secret");

    record All(Instant time, OffsetDateTime aware, byte[] bytes, Pattern pattern, Password password) {}

    record Loose(
            Object any,
            List<Object> list,
            Set<Object> set,
            Map<String, Object> map,
            Optional<Object> maybe,
            Collection<?> some,
            int count) {}

    private static final Map<String, Object> OBJECTS =
            Map.of("time", TIME, "aware", AWARE, "bytes", BYTES, "pattern", PATTERN, "password", PASSWORD);
    private static final Map<String, Object> TEXTS = Map.of(
            "time", "2017-03-01T12:00:00.250Z",
            "aware", "2017-03-01T12:00:00+05:00",
            "bytes", "aGk=",
            "pattern", "a.*",
            "password", "secret");

    private final JsonType all = JsonType.of(All.class);
    private final JsonSchema schema = JsonSchema.trusted(all.schema());

    @Test
    public void objectAndTextAreBoundAlike() throws Exception {
        for (Map<String, Object> plain : List.of(OBJECTS, TEXTS)) {
            assertEquals(List.of(), schema.check(plain));
            All bound = (All) all.read(plain);
            assertEquals(TIME, bound.time());
            assertEquals(AWARE, bound.aware());
            assertArrayEquals(BYTES, bound.bytes());
            assertEquals("a.*", bound.pattern().pattern());
            assertEquals(PASSWORD, bound.password());
        }
    }

    @Test
    public void oneKindOfDateIsBoundToTheOther() throws Exception {
        assertEquals(AWARE.toInstant(), JsonType.of(Instant.class).read(AWARE));
        assertEquals(TIME, ((OffsetDateTime) JsonType.of(OffsetDateTime.class).read(TIME)).toInstant());
    }

    @Test
    public void aTextIsBoundFromWhatMeansOne() throws Exception {
        JsonType text = JsonType.of(String.class);
        assertEquals("secret", text.read(PASSWORD));
        assertEquals("aGk=", text.read(BYTES));
    }

    @Test
    public void theyStayWhatTheyAreInPlainTypes() {
        Map<?, ?> plain = (Map<?, ?>) all.toPlain(new All(TIME, AWARE, BYTES, PATTERN, PASSWORD));
        assertSame(TIME, plain.get("time"));
        assertSame(AWARE, plain.get("aware"));
        assertSame(BYTES, plain.get("bytes"));
        assertSame(PATTERN, plain.get("pattern"));
        assertSame(PASSWORD, plain.get("password"));
        assertSame(TIME, JsonType.of(Object.class).toPlain(TIME));
        assertEquals(Map.of("at", List.of(TIME)), JsonType.of(Object.class).toPlain(Map.of("at", List.of(TIME))));
    }

    @Test
    public void theyStayWhatTheyAreWhereAnythingMayBe() throws Exception {
        Map<String, Object> plain = Map.of(
                "any",
                TIME,
                "list",
                List.of(TIME, Map.of("deep", BYTES)),
                "set",
                List.of(PASSWORD),
                "map",
                Map.of("a", PATTERN),
                "maybe",
                AWARE,
                "some",
                List.of(TIME),
                "count",
                3L,
                "unknown",
                1L);
        Loose loose = (Loose) JsonType.of(Loose.class).read(plain);
        assertSame(TIME, loose.any());
        assertEquals(List.of(TIME, Map.of("deep", BYTES)), loose.list());
        assertEquals(Set.of(PASSWORD), loose.set());
        assertEquals(Map.of("a", PATTERN), loose.map());
        assertEquals(Optional.of(AWARE), loose.maybe());
        assertEquals(List.of(TIME), List.copyOf(loose.some()));
        assertEquals(3, loose.count());
    }

    @Test
    public void whatIsBoundSharesNothingWithWhatWasGiven() throws Exception {
        List<@Nullable Object> given = new ArrayList<>(List.of(1L));
        Object bound = JsonType.of(Object.class).read(given);
        assertEquals(given, bound);
        assertNotSame(given, bound);
        assertEquals(List.of(5L, 2.5), JsonType.of(Object.class).read(List.of(5, 2.5f)));
    }

    @Test
    public void whatDoesNotFitALooseRecordIsRefused() {
        JsonType loose = JsonType.of(Loose.class);
        assertThrows(JsonException.class, () -> loose.read(Map.of("count", "many")));
        assertThrows(JsonException.class, () -> loose.read(Map.of("list", Map.of())));
        assertThrows(JsonException.class, () -> loose.read(List.of()));
        assertThrows(JsonException.class, () -> loose.read(java.util.Collections.singletonMap("count", null)));
    }

    @Test
    public void ourJsonWritesTheirTextAndHidesPasswords() {
        String text = """
                ["2017-03-01T12:00:00.250Z","2017-03-01T12:00:00+05:00","aGk=","a.*","<hidden>"]""";
        List<Object> values = List.of(TIME, AWARE, BYTES, PATTERN, PASSWORD);
        assertEquals(text, Json.write(values));
        assertEquals(text, Json.writeAscii(values));
        assertEquals(text, Json.writePretty(values).replaceAll("\\s", ""));
        assertFalse(PASSWORD.toString().contains("secret"));
    }

    @Test
    public void whatIsNoSuchTextDoesNotFit() {
        Map<String, Object> wrong =
                Map.of("time", "yesterday", "aware", "12:00", "bytes", "*", "pattern", "(", "password", 5L);
        List<String> paths = schema.check(wrong).stream().map(Violation::path).toList();
        assertTrue(paths.toString(), paths.containsAll(List.of("/time", "/aware", "/pattern", "/password")));
        assertThrows(JsonException.class, () -> all.read(Map.of("bytes", "*")));
    }
}
