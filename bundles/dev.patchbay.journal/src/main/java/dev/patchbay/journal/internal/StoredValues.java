package dev.patchbay.journal.internal;

import dev.patchbay.json.Json;
import dev.patchbay.schema.Password;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plain Java types in what JSON has, and back without loss: what JSON has not is an object of one key that begins with
 * {@code $}; an object that looks like one gets another {@code $}. Passwords are not kept, only that there was one.
 */
final class StoredValues {

    private static final String TIME = "$date";
    private static final String TIME_WITH_OFFSET = "$time";
    private static final String BYTES = "$binary";
    private static final String REGEX = "$regex";
    private static final String PASSWORD = "$password";

    private StoredValues() {}

    /**
     * What JSON has.
     *
     * @throws IllegalArgumentException for what is nested deeper than our JSON may be, or contains itself
     */
    static @Nullable Object encode(@Nullable Object value) {
        return encode(value, 0);
    }

    private static @Nullable Object encode(@Nullable Object value, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException("Expected a value nested at most " + Json.MAX_DEPTH + " deep");
        }
        if (value instanceof Map<?, ?> map) {
            return encode(map, depth + 1);
        }
        if (value instanceof Iterable<?> elements) {
            List<@Nullable Object> encoded = new ArrayList<>();
            elements.forEach(element -> encoded.add(encode(element, depth + 1)));
            return encoded;
        }
        return encodeSpecial(value);
    }

    private static Map<String, @Nullable Object> encode(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> encoded = new LinkedHashMap<>();
        boolean isAlone = map.size() == 1;
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            encoded.put(isAlone && name.startsWith("$") ? "$" + name : name, encode(value, depth));
        });
        return encoded;
    }

    private static @Nullable Object encodeSpecial(@Nullable Object value) {
        if (value instanceof Instant) {
            return Map.of(TIME, value.toString());
        }
        if (value instanceof OffsetDateTime) {
            return Map.of(TIME_WITH_OFFSET, value.toString());
        }
        if (value instanceof byte[] bytes) {
            return Map.of(BYTES, Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Pattern pattern) {
            return Map.of(REGEX, List.of(pattern.pattern(), pattern.flags()));
        }
        return value instanceof Password ? Map.of(PASSWORD, Password.HIDDEN) : value;
    }

    /** What was encoded. */
    static @Nullable Object decode(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> decoded = new ArrayList<>(list.size());
            list.forEach(element -> decoded.add(decode(element)));
            return decoded;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            if (only.getKey().toString().startsWith("$")) {
                return decodeSpecial(only.getKey().toString(), only.getValue());
            }
        }
        Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
        map.forEach((key, element) -> decoded.put(key.toString(), decode(element)));
        return decoded;
    }

    private static @Nullable Object decodeSpecial(String key, @Nullable Object value) {
        return switch (key) {
            case TIME -> Instant.parse(String.valueOf(value));
            case TIME_WITH_OFFSET -> OffsetDateTime.parse(String.valueOf(value));
            case BYTES -> Base64.getDecoder().decode(String.valueOf(value));
            case REGEX -> decodeRegex((List<?>) value);
            case PASSWORD -> new Password("");
            default -> {
                Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
                decoded.put(key.substring(1), decode(value));
                yield decoded;
            }
        };
    }

    private static @Nullable Object decodeRegex(@Nullable List<?> parts) {
        return parts == null || !(parts.get(1) instanceof Number flags)
                ? null
                : Pattern.compile(String.valueOf(parts.get(0)), flags.intValue());
    }
}
