package dev.patchbay.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.schema.Length;
import dev.patchbay.schema.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class QuickCheckTest {

    private static final int SCHEMAS = 4_000;
    private static final int VALUES = 25;
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<Object> SCALARS = Arrays.asList(
            null,
            true,
            false,
            0L,
            1L,
            -7L,
            5,
            1.0,
            2.5,
            "",
            "a",
            "ab",
            "北京",
            "🦊",
            "🦊🦊",
            new byte[] {1},
            Instant.EPOCH);

    enum Colour {
        RED,
        BLUE
    }

    record Lamp(
            @Length(min = 1, max = 8) String name,
            @Range(min = 0, max = 100) int watts,
            Colour colour) {}

    record Room(
            List<Lamp> lamps,
            Map<String, Boolean> doors,
            @Nullable String owner) {}

    private final Random random = new Random(20261122);

    private static @Nullable QuickCheck of(String schema) throws JsonException {
        return QuickCheck.of(Json.parse(schema));
    }

    @Test
    public void whatFitsARecordIsKnownWithoutTheLibrary() throws Exception {
        QuickCheck check = QuickCheck.of(JsonType.of(Room.class).schema());
        assertNotNull(check);
        assertTrue(check.fits(Json.parse("""
                {"lamps": [{"name": "hall", "watts": 60, "colour": "RED"}], "doors": {"front": true}, "owner": null}""")));
        for (String wrong : List.of(
                "{\"doors\": {}}",
                "{\"lamps\": [], \"doors\": {\"front\": 1}}",
                "{\"lamps\": [], \"doors\": {}, \"ghost\": 1}",
                "{\"lamps\": [{\"name\": \"\", \"watts\": 60, \"colour\": \"RED\"}], \"doors\": {}}",
                "{\"lamps\": [{\"name\": \"hall\", \"watts\": 101, \"colour\": \"RED\"}], \"doors\": {}}",
                "{\"lamps\": [{\"name\": \"hall\", \"watts\": 6, \"colour\": \"GREEN\"}], \"doors\": {}}",
                "[]")) {
            assertFalse(wrong, check.fits(Json.parse(wrong)));
        }
    }

    @Test
    public void aLengthIsInCharactersNotInHalves() throws Exception {
        QuickCheck check = of("{\"maxLength\": 1}");
        assertNotNull(check);
        assertTrue(check.fits("🦊"));
        assertFalse(check.fits("🦊🦊"));
    }

    @Test
    public void whatIsNotUnderstoodIsLeftToTheLibrary() throws Exception {
        for (String schema : List.of(
                "{\"pattern\": \"a\"}",
                "{\"$ref\": \"#/$defs/A\"}",
                "{\"type\": \"string\", \"format\": \"email\"}",
                "{\"minimum\": 0.5}",
                "{\"items\": false}",
                "{\"enum\": []}",
                "{\"type\": []}",
                "{\"items\": {\"not\": {}}}",
                "{\"properties\": {\"a\": true}}",
                "{\"additionalProperties\": true}",
                "{\"additionalProperties\": {\"anyOf\": []}}",
                "true")) {
            assertNull(schema, of(schema));
        }
    }

    @Test
    public void whatItSaysFitsTheLibrarySaysToo() {
        int agreed = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            Map<String, @Nullable Object> schema = schema(3);
            QuickCheck check = QuickCheck.of(schema);
            assertNotNull(Json.write(schema), check);
            CompiledSchema library = new CompiledSchema(schema, Set.of(), Map.of());
            for (int j = 0; j < VALUES; j++) {
                Object value = value(3);
                if (check.fits(value)) {
                    agreed++;
                    assertEquals(schema + " and " + value, List.of(), library.checkByLibrary(value));
                }
            }
        }
        assertTrue("it said yes " + agreed + " times", agreed > SCHEMAS);
    }

    private Map<String, @Nullable Object> schema(int depth) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        maybe(() -> schema.put(
                "type",
                oneOf(List.<Object>of(
                        "object",
                        "array",
                        "string",
                        "integer",
                        "number",
                        "boolean",
                        "null",
                        List.of("string", "null"),
                        List.of("object", "integer")))));
        maybe(() -> schema.put("minimum", (long) random.nextInt(3)));
        maybe(() -> schema.put("maximum", (long) random.nextInt(5)));
        maybe(() -> schema.put("minLength", (long) random.nextInt(2)));
        maybe(() -> schema.put("maxLength", 1L + random.nextInt(2)));
        maybe(() -> schema.put("required", List.of(oneOf(NAMES))));
        maybe(() -> schema.put("title", "lamp"));
        if (random.nextInt(12) == 0) {
            schema.put("enum", List.of("a", "ab"));
        }
        if (depth > 0) {
            maybe(() -> schema.put("items", schema(depth - 1)));
            maybe(() -> schema.put("additionalProperties", random.nextBoolean() ? false : schema(depth - 1)));
            maybe(() -> schema.put("properties", Map.of(oneOf(NAMES), schema(depth - 1))));
        }
        return schema;
    }

    private void maybe(Runnable part) {
        if (random.nextInt(4) == 0) {
            part.run();
        }
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private @Nullable Object value(int depth) {
        int kind = depth == 0 ? 2 : random.nextInt(5);
        if (kind == 0) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                list.add(value(depth - 1));
            }
            return list;
        }
        if (kind == 1) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put(oneOf(NAMES), value(depth - 1));
            }
            return map;
        }
        return oneOf(SCALARS);
    }
}
