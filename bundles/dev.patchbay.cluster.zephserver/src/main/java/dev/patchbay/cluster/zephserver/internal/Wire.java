package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What both sides of the wire agree on (specification §5). */
final class Wire {

    /** Ends every answer. */
    static final String MARKER = "#!#end_communication#!#";

    /** An original reads this much, once. */
    static final int ONE_READ = 4_096;

    static final String MULTIPART = "multipart";

    /** Asks whether a node is there; an original answers and ignores it. */
    static final String PING = "patchbay.ping";

    /** Says that a node leaves; an original answers and ignores it. */
    static final String BYE = "patchbay.bye";

    private static final int LAST_ASCII = 0x7e;

    private Wire() {}

    /** A message of the transport itself. */
    static Message signal(String event, String source) {
        return new Message(envelope(event, source, Map.of()));
    }

    /** An envelope in ASCII, everything else as {@code \\uXXXX}. */
    static String envelope(String event, String source, Map<String, ?> data) {
        return ascii(Json.write(Map.of("event", event, "source", source, "data", data)));
    }

    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (c <= LAST_ASCII) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
        return ascii.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
