package dev.patchbay.settings.internal;

import dev.patchbay.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What messages call JSON values. */
final class JsonWords {

    private static final int SHOWN_CHARACTERS = 60;

    private JsonWords() {}

    /** The value in words, cut when it is long: {@code the text "abc"}. */
    static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String json = Json.write(value);
        String shown = json.length() <= SHOWN_CHARACTERS ? json : json.substring(0, SHOWN_CHARACTERS) + "...";
        return kind(value) + " " + shown;
    }

    /** What kind of value it is, and nothing of what it says. */
    static String kind(@Nullable Object value) {
        if (value instanceof String) {
            return "the text";
        }
        if (value instanceof Number) {
            return "the number";
        }
        if (value instanceof List) {
            return "the list";
        }
        return value instanceof Map ? "the object" : "the value";
    }
}
