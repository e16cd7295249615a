package dev.patchbay.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON text written by a person: {@code //} comments are allowed, and the place of every key is known. Immutable. */
public final class JsonDocument {

    private final @Nullable Object value;
    private final Map<List<String>, Position> positions;

    private JsonDocument(@Nullable Object value, Map<List<String>, Position> positions) {
        this.value = value;
        this.positions = positions;
    }

    /**
     * Reads a text as {@link Json#parse} does, but skips {@code //} comments to the end of their line.
     *
     * @throws JsonException with line and column of the first thing that is wrong
     */
    public static JsonDocument parse(String text) throws JsonException {
        Map<List<String>, Position> positions = new HashMap<>();
        String json = withoutComments(text);
        try {
            return new JsonDocument(new PlainParser(json, positions).parse(), positions);
        } catch (JsonException refusal) {
            // with halves of characters it is read all the same, but nobody knows where its keys stand
            return new JsonDocument(Json.parseWithHalves(json, refusal), Map.of());
        }
    }

    /** The whole document. */
    public @Nullable Object value() {
        return value;
    }

    /**
     * Where a key stands, given the keys that lead to it; those inside arrays share the path of the array.
     *
     * @return line 1, column 1 for a key that is not there
     */
    public Position positionOf(String... path) {
        return positions.getOrDefault(List.of(path), new Position(1, 1));
    }

    /** Comments become blanks, so that every other character keeps its place. */
    private static String withoutComments(String text) {
        StringBuilder result = new StringBuilder(text);
        boolean inString = false;
        for (int i = 0; i < result.length(); i++) {
            char c = result.charAt(i);
            if (inString) {
                inString = c != '"';
                i += c == '\\' ? 1 : 0;
            } else if (c == '"') {
                inString = true;
            } else if (c == '/' && i + 1 < result.length() && result.charAt(i + 1) == '/') {
                i = blankLine(result, i);
            }
        }
        return result.toString();
    }

    private static int blankLine(StringBuilder text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n') {
            text.setCharAt(i++, ' ');
        }
        return i;
    }
}
