package dev.patchbay.cluster.nats.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a node says of itself.
 *
 * @param node its name
 * @param id of this start of it, at random
 * @param since when it started, milliseconds since 1970 by its own clock
 * @param address where it is met
 */
record Signal(Kind kind, String node, String id, long since, String address) {

    /** Why it is said. */
    enum Kind {
        /** It has come, or come back. */
        HELLO,
        /** It is there. */
        BEAT,
        /** It is there, but takes no part: another node has its name. */
        ASIDE,
        /** It leaves. */
        BYE
    }

    /** The same node, saying something else. */
    Signal as(Kind other) {
        return new Signal(other, node, id, since, address);
    }

    byte[] bytes() {
        Map<String, Object> map =
                Map.of("kind", kind.name(), "node", node, "id", id, "since", since, "address", address);
        return Json.write(map).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException when it is something else, with what came */
    static Signal from(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            if (Json.parse(text) instanceof Map<?, ?> map
                    && map.get("kind") instanceof String kind
                    && map.get("node") instanceof String node
                    && map.get("id") instanceof String id
                    && map.get("since") instanceof Long since
                    && map.get("address") instanceof String address) {
                return new Signal(Kind.valueOf(kind), node, id, since, address);
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("Expected a node's signal in JSON, got: " + text, e);
        }
        throw new IllegalArgumentException("Expected kind, node, id, since and address, got: " + text);
    }

    /** Whether this one of two starts of the same node was first; the id decides between equals. */
    boolean isBefore(Signal other) {
        return since < other.since || since == other.since && id.compareTo(other.id) < 0;
    }
}
