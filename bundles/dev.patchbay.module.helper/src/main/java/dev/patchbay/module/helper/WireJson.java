package dev.patchbay.module.helper;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the streams: one line of ASCII. */
final class WireJson {

    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .serializeNulls()
            .disableHtmlEscaping()
            .create();
    private static final HexFormat HEX = HexFormat.of();

    private WireJson() {}

    /** @throws IllegalArgumentException when it cannot be JSON */
    static String write(Object value) {
        try {
            return ascii(GSON.toJson(value));
        } catch (JsonParseException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** Null when the text is no object. */
    static @Nullable Map<String, @Nullable Object> readObject(String text) {
        try {
            // not as a map, which Gson would also make of an array of pairs
            return GSON.fromJson(text, Object.class) instanceof Map<?, ?> object ? stringKeys(object) : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    /** JSON has no other keys. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> stringKeys(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }

    /** Other characters can only be inside strings, where an escape means the same. */
    private static String ascii(String json) {
        if (json.chars().allMatch(c -> c < 0x7f)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 64);
        json.chars().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder text, int c) {
        if (c < 0x7f) {
            text.append((char) c);
        } else {
            text.append("\\u").append(HEX.toHexDigits((char) c));
        }
    }
}
