package dev.patchbay.job.worker;

import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonType;
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
 * Values as JSON has them, such that they come out as they went in. What JSON lacks is an object with the key
 * {@value #KIND}.
 */
public final class Wire {

    private static final String KIND = "$";
    private static final String CLASS = "class";
    private static final String VALUE = "value";

    private final @Nullable ClassLoader loader;
    private final boolean keepsTypes;

    private Wire(@Nullable ClassLoader loader, boolean keepsTypes) {
        this.loader = loader;
        this.keepsTypes = keepsTypes;
    }

    /** Plain Java types only; whatever else is given becomes that. */
    public static Wire plain() {
        return new Wire(null, false);
    }

    /** Values keep their classes, wherever they are inside maps and lists. @param loader of the classes that are read */
    public static Wire typed(ClassLoader loader) {
        return new Wire(loader, true);
    }

    /** As JSON has it. */
    public @Nullable Object write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> written = new LinkedHashMap<>();
            map.forEach((key, element) -> written.put(String.valueOf(key), write(element)));
            return map.containsKey(KIND) ? special("map", written) : written;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> written = new ArrayList<>(list.size());
            list.forEach(element -> written.add(write(element)));
            return written;
        }
        return isJson(value) ? value : writeOther(value);
    }

    private boolean isJson(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof Number && !keepsTypes;
    }

    private @Nullable Object writeOther(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return special("instant", instant.toString());
        } else if (value instanceof OffsetDateTime time) {
            return special("time", time.toString());
        } else if (value instanceof byte[] bytes) {
            return special("bytes", Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Pattern pattern) {
            return special("pattern", pattern.pattern());
        } else if (value instanceof Password password) {
            return special("password", password.secret());
        }
        return keepsTypes && value != null
                ? writeTyped(value)
                : write(JsonType.of(Object.class).toPlain(value));
    }

    private static Map<String, @Nullable Object> writeTyped(Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Map<String, @Nullable Object> written =
                special("typed", plain().write(JsonType.of(type).toPlain(value)));
        written.put(CLASS, type.getName());
        return written;
    }

    private static Map<String, @Nullable Object> special(String kind, @Nullable Object value) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put(KIND, kind);
        written.put(VALUE, value);
        return written;
    }

    /** What was written. @throws IllegalArgumentException when that is not what {@link #write} writes */
    public @Nullable Object read(@Nullable Object json) {
        if (json instanceof List<?> list) {
            List<@Nullable Object> value = new ArrayList<>(list.size());
            list.forEach(element -> value.add(read(element)));
            return value;
        }
        if (json instanceof Map<?, ?> map) {
            return map.containsKey(KIND) ? readSpecial(map) : readMap(map);
        }
        return json;
    }

    private Map<String, @Nullable Object> readMap(Map<?, ?> map) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        map.forEach((key, element) -> value.put(String.valueOf(key), read(element)));
        return value;
    }

    private @Nullable Object readSpecial(Map<?, ?> map) {
        String kind = String.valueOf(map.get(KIND));
        Object value = map.get(VALUE);
        String text = String.valueOf(value);
        return switch (kind) {
            case "map" -> value instanceof Map<?, ?> inner ? readMap(inner) : null;
            case "instant" -> Instant.parse(text);
            case "time" -> OffsetDateTime.parse(text);
            case "bytes" -> Base64.getDecoder().decode(text);
            case "pattern" -> Pattern.compile(text);
            case "password" -> new Password(text);
            case "typed" -> readTyped(String.valueOf(map.get(CLASS)), value);
            default -> throw new IllegalArgumentException("Expected a kind of value, got '" + kind + "'");
        };
    }

    private @Nullable Object readTyped(String type, @Nullable Object value) {
        if (!keepsTypes) {
            throw new IllegalArgumentException("Expected plain Java types, got a " + type);
        }
        try {
            return JsonType.of(Class.forName(type, true, loader)).read(plain().read(value));
        } catch (ClassNotFoundException | JsonException e) {
            throw new IllegalArgumentException("Expected a " + type + ", got something else: " + e.getMessage(), e);
        }
    }
}
