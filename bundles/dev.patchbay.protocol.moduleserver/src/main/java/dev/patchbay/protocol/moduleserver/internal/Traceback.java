package dev.patchbay.protocol.moduleserver.internal;

import java.util.regex.Pattern;

/** What stands in an answer for an error of the server's own: lines, the last of which is {@code ErrorType: message}. */
final class Traceback {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\R");

    private Traceback() {}

    /**
     * Of a refusal.
     *
     * @param place what the server was about, in a word
     * @param message its line breaks become blanks
     */
    static String of(String place, String message) {
        return of(place, "ModuleServerError", message);
    }

    /** As {@link #of(String, String)}, with a type of its own. */
    static String of(String place, String type, String message) {
        return "Traceback (most recent call last):\n  ModuleServer, in " + place + "\n" + type + ": "
                + LINE_BREAKS.matcher(message).replaceAll(" ");
    }
}
