package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.spi.OutgoingEvent;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as it travels: {@code {"event":…,"source":…,"data":…}} in ASCII. */
final class Envelope {

    private static final char LAST_ASCII = 0x7E;

    private Envelope() {}

    /** @throws IllegalArgumentException when the data cannot be expressed, with the reason */
    static OutgoingEvent of(String event, String source, Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("event", event);
        envelope.put("source", source);
        envelope.put("data", data);
        return new OutgoingEvent(event, source, ascii(event, written(event, envelope)));
    }

    private static String written(String event, Map<String, Object> envelope) {
        try {
            return Json.write(envelope);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The data of cluster event " + event + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw tooDeep(event);
        }
    }

    private static IllegalArgumentException tooDeep(String event) {
        return new IllegalArgumentException("The data of cluster event " + event
                + ": expected at most " + (Json.MAX_DEPTH - 1)
                + " levels of lists and maps, got more; does something contain itself?");
    }

    /** Escapes what is not ASCII, and refuses what the receiver would not read for its depth. */
    private static String ascii(String event, String json) {
        boolean plain = true;
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            plain &= c <= LAST_ASCII;
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[') && ++depth > Json.MAX_DEPTH) {
                throw tooDeep(event);
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return plain ? json : escaped(json);
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length() + json.length() / 4);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c <= LAST_ASCII) {
                escaped.append(c);
            } else {
                escaped.append("\\u")
                        .append(hex(c >> 12))
                        .append(hex(c >> 8))
                        .append(hex(c >> 4))
                        .append(hex(c));
            }
        }
        return escaped.toString();
    }

    private static char hex(int digit) {
        return Character.forDigit(digit & 0xF, 16);
    }

    /** @throws IOException when it is not such an envelope, with the reason */
    static ClusterEvent read(String text) throws IOException {
        if (parsed(text) instanceof Map<?, ?> envelope
                && envelope.get("event") instanceof String event
                && envelope.get("source") instanceof String source) {
            return new ClusterEvent(event, source, envelope.get("data"));
        }
        throw new IOException("Expected an object with the texts event and source");
    }

    private static @Nullable Object parsed(String text) throws IOException {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
