package dev.patchbay.protocol.zephserver.internal;

/** A client asked for a task that no setting leads to; the message says why in one sentence. */
final class UnknownTaskException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownTaskException(String message) {
        super(message, null, false, false);
    }
}
