package dev.patchbay.protocol.moduleserver.internal;

/** A message that is not carried out; the text is for the client. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_QUOTE = 1_000;

    Refusal(String text) {
        super(text, null, false, false);
    }

    /** What it is about, if that is not too long. */
    static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }
}
