package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client's message as the log may show it: on one line, not too long, and without secrets. */
final class LoggedRequest {

    private static final int MAX_LENGTH = 500;
    private static final int SESSION_ID_SHOWN = 4;
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passphrase|passwd|secret|token|key)");
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u0085]");

    private LoggedRequest() {}

    static String of(Map<String, @Nullable Object> message) {
        return line(Json.write(shown(message)));
    }

    /** Any text of a client's on one line. */
    static String line(String text) {
        String line = LINE_BREAKING.matcher(text).replaceAll(" ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            object.forEach((key, element) -> copy.put(String.valueOf(key), shown(String.valueOf(key), element)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().limit(MAX_LENGTH).map(LoggedRequest::shown).toList()
                : value;
    }

    private static @Nullable Object shown(String key, @Nullable Object value) {
        if (key.equals("session_id")) {
            String id = String.valueOf(value);
            return id.substring(0, Math.min(SESSION_ID_SHOWN, id.length() / 2)) + "…";
        }
        return SECRET.matcher(key).matches() ? "***" : shown(value);
    }
}
