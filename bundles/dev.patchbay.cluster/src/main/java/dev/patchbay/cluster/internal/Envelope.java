package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.spi.OutgoingEvent;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels: {@code {"event":…,"source":…,"data":…}} in ASCII. What this writes it reads by its places; any
 * other order or spacing is read as JSON.
 */
final class Envelope {

    private static final String EVENT = "{\"event\":\"";
    private static final String SOURCE = "\",\"source\":\"";
    private static final String DATA = "\",\"data\":";

    private Envelope() {}

    /** @throws IllegalArgumentException when the data cannot be expressed, with the reason */
    static OutgoingEvent of(String event, String source, Object data) {
        String body = written(event, Map.of("data", data));
        String head = EVENT + inside(event) + SOURCE + inside(source) + "\",";
        return new OutgoingEvent(event, source, head.concat(body.substring(1)));
    }

    /** A text as it stands between its quotes. */
    private static String inside(String text) {
        if (isPlain(text)) {
            return text;
        }
        String quoted = written(text, text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String written(String event, Object value) {
        try {
            return Json.writeAscii(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The data of cluster event " + event + ", in its envelope: " + e.getMessage(), e);
        }
    }

    /** Whether it stands for itself in JSON. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** @throws IOException when it is not such an envelope, with the reason */
    static ClusterEvent read(String text) throws IOException {
        ClusterEvent ours = readByPlaces(text);
        if (ours != null) {
            return ours;
        }
        if (parsed(text) instanceof Map<?, ?> envelope
                && envelope.get("event") instanceof String event
                && envelope.get("source") instanceof String source) {
            return new ClusterEvent(event, source, envelope.get("data"));
        }
        throw new IOException("Expected an object with the texts event and source");
    }

    /** Null when it is not as this class writes it, or its names need a closer look. */
    private static @Nullable ClusterEvent readByPlaces(String text) {
        int eventEnd = text.startsWith(EVENT) ? text.indexOf('"', EVENT.length()) : -1;
        if (eventEnd < 0 || !text.startsWith(SOURCE, eventEnd) || !text.endsWith("}")) {
            return null;
        }
        int sourceStart = eventEnd + SOURCE.length();
        int sourceEnd = text.indexOf('"', sourceStart);
        if (sourceEnd < 0 || !text.startsWith(DATA, sourceEnd)) {
            return null;
        }
        String event = text.substring(EVENT.length(), eventEnd);
        String source = text.substring(sourceStart, sourceEnd);
        if (!isPlain(event) || !isPlain(source)) {
            return null;
        }
        try {
            return new ClusterEvent(
                    event, source, Json.parse(text.substring(sourceEnd + DATA.length(), text.length() - 1)));
        } catch (JsonException e) { // more keys, or junk: the whole will tell
            return null;
        }
    }

    private static @Nullable Object parsed(String text) throws IOException {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
