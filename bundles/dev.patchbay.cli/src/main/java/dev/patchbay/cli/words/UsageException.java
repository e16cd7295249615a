package dev.patchbay.cli.words;

/** What was typed makes no sense; the message says what was expected, what came, and what to do. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes it.
     *
     * @param message one sentence for the person who typed
     */
    public UsageException(String message) {
        super(message);
    }
}
