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

    private Envelope() {}

    /** @throws IllegalArgumentException when the data cannot be expressed, with the reason */
    static OutgoingEvent of(String event, String source, Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("event", event);
        envelope.put("source", source);
        envelope.put("data", data);
        return new OutgoingEvent(event, source, written(event, envelope));
    }

    private static String written(String event, Map<String, Object> envelope) {
        try {
            return Json.writeAscii(envelope);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The data of cluster event " + event + ", in its envelope: " + e.getMessage(), e);
        }
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
