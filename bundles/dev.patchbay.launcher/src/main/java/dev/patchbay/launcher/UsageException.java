package dev.patchbay.launcher;

/** The command line is not one we know; the message is one sentence that says what was expected. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String sentence) {
        super(sentence);
    }
}
