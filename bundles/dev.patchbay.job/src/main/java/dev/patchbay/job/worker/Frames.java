package dev.patchbay.job.worker;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages in a stream of lines that has other text as well: a message begins with the record separator of RFC 7464. Since
 * lines may be cut at a length, a long message is sent in several lines, all but the last with {@code +} behind the
 * separator. Not thread-safe.
 */
public final class Frames {

    private static final char SEPARATOR = '\u001e';
    private static final char MORE = '+';
    private static final char LAST = ' ';
    private static final int LONGEST = 500_000;

    private final Consumer<Map<?, ?>> messages;
    private final Consumer<String> text;
    private final StringBuilder begun = new StringBuilder();

    /** @param text gets everything that is no message, by line */
    public Frames(Consumer<Map<?, ?>> messages, Consumer<String> text) {
        this.messages = messages;
        this.text = text;
    }

    /** Hands each line to be written, without line end, to the sink. ASCII only. */
    public static void write(Map<String, ? extends @Nullable Object> message, Consumer<String> sink) {
        String json = Json.writeAscii(message);
        int from = 0;
        while (json.length() - from > LONGEST) {
            sink.accept("" + SEPARATOR + MORE + json.substring(from, from + LONGEST));
            from += LONGEST;
        }
        sink.accept("" + SEPARATOR + LAST + json.substring(from));
    }

    /** Takes a line. @throws IllegalArgumentException when what looks like a message is none */
    public void read(String line) {
        int at = line.indexOf(SEPARATOR);
        if (at != 0) { // what was printed without a line end comes before a message
            text.accept(at < 0 ? line : line.substring(0, at));
        }
        if (at >= 0) {
            readPart(line.substring(at + 1));
        }
    }

    private void readPart(String part) {
        if (part.isEmpty()) {
            return;
        }
        begun.append(part, 1, part.length());
        if (part.charAt(0) == MORE) {
            return;
        }
        String json = begun.toString();
        begun.setLength(0);
        try {
            if (Json.parse(json) instanceof Map<?, ?> message) {
                messages.accept(message);
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("Expected a message in JSON: " + e.getMessage(), e);
        }
    }
}
