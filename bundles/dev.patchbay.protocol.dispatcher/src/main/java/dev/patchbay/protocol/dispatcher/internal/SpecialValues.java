package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.schema.Password;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The objects of one key that stand for what JSON does not have (spec §2), and back. */
final class SpecialValues {

    private static final String DATE = "$date";
    private static final String BINARY = "$binary";
    private static final String REGEX = "$regex";
    private static final String PASSWORD = "$password";
    private static final String DESCRIPTOR = "$fd";

    private SpecialValues() {}

    /** Whether {@link #decode} could find anything in a text; most texts have no dollar. */
    static boolean mayBeIn(String text) {
        return text.indexOf('$') >= 0 || text.contains("\\u0024");
    }

    /**
     * Puts Java values in the place of what stands for them; what cannot be understood stays as it is.
     *
     * @param plain as {@link dev.patchbay.json.Json#parse} made it; changed
     */
    @SuppressWarnings("unchecked")
    static @Nullable Object decode(@Nullable Object plain) {
        if (plain instanceof Map<?, ?>) {
            Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) plain;
            if (map.size() == 1) {
                return decodeSingle(map);
            }
            map.replaceAll((key, value) -> decode(value));
        } else if (plain instanceof List<?>) {
            ((List<@Nullable Object>) plain).replaceAll(SpecialValues::decode);
        }
        return plain;
    }

    private static @Nullable Object decodeSingle(Map<String, @Nullable Object> map) {
        Map.Entry<String, @Nullable Object> only = map.entrySet().iterator().next();
        if (only.getKey().equals(DESCRIPTOR)) {
            return null; // nothing can be passed over a WebSocket
        }
        if (only.getValue() instanceof String text) {
            Object special = special(only.getKey(), text);
            return special == null ? map : special;
        }
        map.replaceAll((key, value) -> decode(value));
        return map;
    }

    private static @Nullable Object special(String key, String text) {
        try {
            return switch (key) {
                case DATE -> Dates.parse(text);
                case BINARY -> Base64.getDecoder().decode(text);
                case REGEX -> Pattern.compile(text);
                case PASSWORD -> new Password(text);
                default -> null;
            };
        } catch (DateTimeException | PatternSyntaxException e) {
            return null;
        } catch (IllegalArgumentException e) { // no base64
            return null;
        }
    }

    /** A password as the text it is. */
    static String secret(Object password) {
        return password instanceof Password hidden ? hidden.secret() : password.toString();
    }

    /**
     * Puts the objects in the place of Java values.
     *
     * @param value plain Java types
     * @return the value itself when there is nothing special in it
     */
    static @Nullable Object encode(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return encodeMap(map);
        }
        if (value instanceof List<?> list) {
            return encodeList(list);
        }
        return encodeSpecial(value);
    }

    private static Object encodeSpecial(Object value) {
        if (value instanceof Instant instant) {
            return Map.of(DATE, Dates.text(instant));
        }
        if (value instanceof OffsetDateTime date) {
            return Map.of(DATE, Dates.text(date));
        }
        if (value instanceof byte[] bytes) {
            return Map.of(BINARY, Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Password password) {
            return Map.of(PASSWORD, password.secret());
        }
        return value instanceof Pattern pattern ? Map.of(REGEX, pattern.pattern()) : value;
    }

    private static Object encodeMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object encoded = encode(entry.getValue());
            if (encoded != entry.getValue()) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(entry.getKey(), encoded);
            }
        }
        return copy == null ? map : copy;
    }

    private static Object encodeList(List<?> list) {
        List<@Nullable Object> copy = null;
        int at = 0;
        for (Object element : list) {
            Object encoded = encode(element);
            if (encoded != element) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(at, encoded);
            }
            at++;
        }
        return copy == null ? list : copy;
    }
}
