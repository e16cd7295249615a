package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineEnd;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** What came cannot be handed over as a line. */
final class BadLineException extends Exception {

    private static final long serialVersionUID = 1;

    private final LineEnd end;
    private final @Nullable String shown;

    private BadLineException(LineEnd end, @Nullable String shown, String message) {
        super(message);
        this.end = end;
        this.shown = shown;
    }

    static BadLineException tooLong(int maxLineBytes) {
        return new BadLineException(
                LineEnd.LINE_TOO_LONG, null, "Expected a line of at most " + maxLineBytes + " bytes, got a longer one");
    }

    /** @param shown the line with U+FFFD for what is not UTF-8 */
    static BadLineException noText(String shown, CharacterCodingException cause) {
        return new BadLineException(
                LineEnd.NOT_TEXT, shown, "Expected UTF-8, got a line that is not: " + cause.getMessage());
    }

    /** The line, as far as it can be shown; null when it is too long, and has not been taken away. */
    @Nullable
    String shown() {
        return shown;
    }

    /** What the connection has to be ended with. */
    LineEnd end() {
        return end;
    }
}
