package dev.patchbay.dvbcss;

/**
 * Something received that is not the message it should be; the sentence says what was expected, what came, and where.
 */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param sentence printable ASCII, as for a log */
    public MalformedMessageException(String sentence) {
        super(sentence);
    }

    MalformedMessageException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** For what a type refuses in a sentence that says it all. */
    MalformedMessageException(IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
