package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineEnd;

/** What came cannot be handed over as a line. */
final class BadLineException extends Exception {

    private static final long serialVersionUID = 1;

    private final LineEnd end;

    BadLineException(LineEnd end, String message) {
        super(message);
        this.end = end;
    }

    /** What the connection has to be ended with. */
    LineEnd end() {
        return end;
    }
}
