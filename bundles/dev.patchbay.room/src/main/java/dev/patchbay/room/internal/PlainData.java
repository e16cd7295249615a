package dev.patchbay.room.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said, as plain Java types of its own: whoever said it may change his, and every protocol can encode it. */
final class PlainData {

    private PlainData() {}

    /** @throws IllegalArgumentException when JSON cannot express it, with the reason */
    static @Nullable Object of(@Nullable Object value) {
        return copy(value, 0);
    }

    private static @Nullable Object copy(@Nullable Object value, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "Expected data nested at most " + Json.MAX_DEPTH + " levels deep, got more; does it hold itself?");
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        if (value instanceof Iterable<?> elements) {
            return list(elements, depth + 1);
        }
        if (value instanceof Object[] array) {
            return list(Arrays.asList(array), depth + 1);
        }
        return value instanceof Number number
                ? finite(number)
                : JsonType.of(value.getClass()).toPlain(value);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), copy(value, depth)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<@Nullable Object> list(Iterable<?> elements, int depth) {
        List<@Nullable Object> copy = new ArrayList<>();
        elements.forEach(element -> copy.add(copy(element, depth)));
        return Collections.unmodifiableList(copy);
    }

    private static Number finite(Number number) {
        if (!Double.isFinite(number.doubleValue()) && (number instanceof Double || number instanceof Float)) {
            throw new IllegalArgumentException("Expected a number JSON can express, got " + number);
        }
        return number;
    }
}
