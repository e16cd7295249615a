package dev.patchbay.json;

/** Text that is not JSON, or JSON that does not fit; the message says what was expected, what came, and where. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Line of the text where it went wrong, from 1; 0 when it is not about a place in a text. */
    public int line() {
        return line;
    }

    /** Column of the text where it went wrong, from 1; 0 when it is not about a place in a text. */
    public int column() {
        return column;
    }
}
