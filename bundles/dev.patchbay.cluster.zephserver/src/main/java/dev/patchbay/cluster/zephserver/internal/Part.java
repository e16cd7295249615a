package dev.patchbay.cluster.zephserver.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a long message.
 *
 * @param uuid tells the message
 * @param parts how many there are
 * @param number from 0
 */
record Part(String uuid, int parts, int number, String chunk) {

    /** @throws IllegalArgumentException when the data of a multipart envelope is something else */
    static Part from(@Nullable Object data) {
        if (data instanceof Map<?, ?> map
                && map.get("uuid") instanceof String uuid
                && map.get("parts") instanceof Long parts
                && map.get("number") instanceof Long number
                && map.get("data") instanceof String chunk
                && number >= 0
                && number < parts
                && parts <= Integer.MAX_VALUE) {
            return new Part(uuid, parts.intValue(), number.intValue(), chunk);
        }
        throw new IllegalArgumentException("Expected uuid, parts, number below parts, and data; got " + data);
    }
}
