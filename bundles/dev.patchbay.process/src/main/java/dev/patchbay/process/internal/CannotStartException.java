package dev.patchbay.process.internal;

/** A process, or a thread it needs, could not be started; the message is the whole sentence. */
final class CannotStartException extends Exception {

    private static final long serialVersionUID = 1;

    CannotStartException(String sentence) {
        super(sentence);
    }

    CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
