package dev.patchbay.cli.words;

import java.util.List;

/**
 * The terminal a client attaches, as the words after {@link ControlWords#SHELL}.
 *
 * @param type as in the environment variable {@code TERM}; {@code dumb} when unknown
 * @param columns width in characters
 * @param rows height in lines
 */
public record TerminalWords(String type, int columns, int rows) {

    private static final TerminalWords UNKNOWN = new TerminalWords("dumb", 80, 24);

    /** Reads them; what is missing or makes no sense is a dumb terminal of 80 columns and 24 rows. */
    public static TerminalWords parse(List<String> words) {
        if (words.size() < 3) {
            return words.isEmpty() ? UNKNOWN : new TerminalWords(words.get(0), UNKNOWN.columns, UNKNOWN.rows);
        }
        return new TerminalWords(words.get(0), size(words.get(1), UNKNOWN.columns), size(words.get(2), UNKNOWN.rows));
    }

    /** The words, joined by spaces. */
    public String format() {
        return type + " " + columns + " " + rows;
    }

    private static int size(String word, int otherwise) {
        return word.matches("[1-9]\\d{0,3}") ? Integer.parseInt(word) : otherwise;
    }
}
