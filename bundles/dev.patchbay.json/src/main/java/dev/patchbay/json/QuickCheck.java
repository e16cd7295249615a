package dev.patchbay.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of values that fit a simple schema that they do. The library has the last word: it is asked whenever the answer here
 * is no, which may only mean that this does not know, and it alone says what is wrong. Immutable.
 */
final class QuickCheck {

    private static final Set<String> MEANINGLESS = Set.of("title", "description", "default");

    private final List<?> types;
    private final List<?> constants;
    private final Bounds value;
    private final Bounds length;
    private final Map<String, QuickCheck> properties = new HashMap<>();
    private final List<?> required;
    private final boolean isClosed;

    /** Of properties without a schema of their own; null for anything. */
    private final @Nullable QuickCheck others;

    /** Null for anything. */
    private final @Nullable QuickCheck items;

    /** Both included. */
    private record Bounds(long min, long max) {

        static Bounds of(Map<?, ?> schema, String min, String max) {
            return new Bounds(
                    schema.get(min) instanceof Long least ? least : Long.MIN_VALUE,
                    schema.get(max) instanceof Long most ? most : Long.MAX_VALUE);
        }

        boolean admit(long number) {
            return min <= number && number <= max;
        }

        boolean admitAll() {
            return min == Long.MIN_VALUE && max == Long.MAX_VALUE;
        }
    }

    private QuickCheck(Map<?, ?> schema) {
        types = schema.get("type") instanceof String type ? List.of(type) : list(schema.get("type"));
        constants = list(schema.get("enum"));
        value = Bounds.of(schema, "minimum", "maximum");
        length = Bounds.of(schema, "minLength", "maxLength");
        required = list(schema.get("required"));
        isClosed = Boolean.FALSE.equals(schema.get("additionalProperties"));
        others = of(schema.get("additionalProperties"));
        items = of(schema.get("items"));
        if (schema.get("properties") instanceof Map<?, ?> parts) {
            parts.forEach((name, part) -> properties.put(String.valueOf(name), new QuickCheck((Map<?, ?>) part)));
        }
    }

    private static List<?> list(@Nullable Object keyword) {
        return keyword instanceof List<?> list ? list : List.of();
    }

    /** Null when the schema is none, or not simple enough to be understood here. */
    static @Nullable QuickCheck of(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map && isSimple(map) ? new QuickCheck(map) : null;
    }

    private static boolean isSimple(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .allMatch(entry -> isUnderstood(String.valueOf(entry.getKey()), entry.getValue()));
    }

    private static boolean isUnderstood(String keyword, @Nullable Object said) {
        return switch (keyword) {
            case "type" -> said instanceof String || isList(said);
            case "enum" -> isList(said);
            case "required" -> said instanceof List;
            case "minimum", "maximum", "minLength", "maxLength" -> said instanceof Long;
            case "items" -> isSimple(said);
            case "additionalProperties" -> Boolean.FALSE.equals(said) || isSimple(said);
            case "properties" ->
                said instanceof Map<?, ?> parts && parts.values().stream().allMatch(QuickCheck::isSimple);
            default -> MEANINGLESS.contains(keyword);
        };
    }

    /** Nothing is in one that is empty, which here means all. */
    private static boolean isList(@Nullable Object said) {
        return said instanceof List<?> list && !list.isEmpty();
    }

    /** Whether it certainly fits; false says nothing. */
    boolean fits(@Nullable Object plain) {
        if (!constants.isEmpty() && !(plain instanceof String && constants.contains(plain))) {
            return false;
        }
        if (plain instanceof String text) {
            return mayBe("string") && (length.admitAll() || length.admit(text.codePointCount(0, text.length())));
        }
        if (plain instanceof Long number) {
            return (mayBe("integer") || mayBe("number")) && value.admit(number);
        }
        if (plain instanceof Boolean) {
            return mayBe("boolean");
        }
        if (plain instanceof Map<?, ?> map) {
            return mayBe("object") && fitProperties(map);
        }
        if (plain instanceof List<?> list) {
            return mayBe("array") && fitItems(list);
        }
        return plain == null && mayBe("null");
    }

    private boolean mayBe(String type) {
        return types.isEmpty() || types.contains(type);
    }

    private boolean fitItems(List<?> list) {
        if (items != null) {
            for (Object item : list) {
                if (!items.fits(item)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean fitProperties(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            QuickCheck own = properties.get(entry.getKey());
            QuickCheck check = own == null ? others : own;
            boolean isKnown = own != null || !isClosed;
            if (!isKnown || check != null && !check.fits(entry.getValue())) {
                return false;
            }
        }
        for (Object name : required) {
            if (!map.containsKey(name)) {
                return false;
            }
        }
        return true;
    }
}
