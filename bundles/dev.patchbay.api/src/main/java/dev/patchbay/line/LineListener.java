package dev.patchbay.line;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what comes over one connection: one call at a time, in order, on an I/O thread that serves others, too. It must not
 * block. Whatever it throws closes the connection and is logged.
 */
@ConsumerType
public interface LineListener {

    /** A line that was asked for. @param line without its line feed; a carriage return before that stays */
    void onLine(String line);

    /**
     * A line that was asked for and is not UTF-8. By default the connection ends with {@link LineEnd#NOT_TEXT}.
     *
     * @param shown the line with replacement characters (U+FFFD) for what is not UTF-8: to be told, not to be read
     * @return whether the connection goes on
     */
    default boolean onNoText(String shown) {
        return false;
    }

    /** It is over; the last call, exactly once, whoever ended it. */
    void onEnd(LineEnd end);
}
