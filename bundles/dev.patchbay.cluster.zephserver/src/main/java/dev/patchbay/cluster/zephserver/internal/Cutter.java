package dev.patchbay.cluster.zephserver.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Cuts what is too long for one read of an original (specification §5.2). */
final class Cutter {

    /** The longest envelope that goes out whole, and the longest enveloped chunk, in characters. */
    static final int LONGEST = 3_900;

    private static final int CHUNK = 1_800;

    private final String source;

    /** What the envelope around a chunk leaves to the chunk once it is escaped. */
    private final int room;

    /** @throws IllegalArgumentException when the name leaves no room for anything else */
    Cutter(String source) {
        this.source = source;
        this.room = LONGEST
                - part("0".repeat(32), Integer.MAX_VALUE, Integer.MAX_VALUE, "").length();
        if (room < CHUNK) {
            throw new IllegalArgumentException("Expected a node name of less than 1800 bytes, got " + source.length()
                    + " characters. Give the node a shorter name.");
        }
    }

    /** @param envelope ASCII JSON */
    Message cut(String envelope) {
        return envelope.length() <= LONGEST ? new Message(envelope) : new Message(parts(envelope));
    }

    private List<String> parts(String envelope) {
        List<String> chunks = chunks(envelope);
        String uuid = UUID.randomUUID().toString().replace("-", "");
        List<String> parts = new ArrayList<>(chunks.size());
        for (String chunk : chunks) {
            parts.add(part(uuid, chunks.size(), parts.size(), chunk));
        }
        return parts;
    }

    /** A chunk ends after 1,800 characters, or earlier when escaping them would make it too long. */
    private List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>(text.length() / CHUNK + 1);
        int start = 0;
        int escaped = 0;
        for (int i = 0; i < text.length(); i++) {
            int more = escapedLength(text.charAt(i));
            if (i - start == CHUNK || escaped + more > room) {
                chunks.add(text.substring(start, i));
                start = i;
                escaped = 0;
            }
            escaped += more;
        }
        chunks.add(text.substring(start));
        return chunks;
    }

    /** In a JSON string; what is neither printable ASCII nor a quote or backslash is counted as {@code \\uXXXX}. */
    private static int escapedLength(char c) {
        if (c == '"' || c == '\\') {
            return 2;
        }
        return c >= ' ' && c <= '~' ? 1 : 6;
    }

    private String part(String uuid, int parts, int number, String chunk) {
        return Wire.envelope(
                Wire.MULTIPART, source, Map.of("uuid", uuid, "parts", parts, "number", number, "data", chunk));
    }
}
