package dev.patchbay.json;

import java.util.regex.Pattern;

/**
 * Halves of characters (unpaired surrogates). They cannot be encoded, but can be said as {@code \\uXXXX} (RFC 8259,
 * section 8.2), as Python does with the bytes of a file name that are no UTF-8.
 */
final class Halves {

    /** Halves, and the two of a whole character. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

    private static final String HEX = "0123456789abcdef";

    private Halves() {}

    static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** JSON text that says its halves as escapes; they stand in its strings only. */
    static String escaped(String json) {
        StringBuilder text = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            if (isHalf(json, i)) {
                text.append(escape(json.charAt(i)));
            } else {
                text.append(json.charAt(i));
            }
        }
        return text.toString();
    }

    /**
     * The same JSON text in ASCII, if what is not ASCII stands in its strings only. What stands behind a backslash there,
     * which JSON does not have, becomes something it does not have either.
     */
    static String ascii(String json) {
        StringBuilder text = new StringBuilder(json.length() + 16);
        boolean isBehindBackslash = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c <= '~') {
                text.append(c);
            } else {
                text.append(isBehindBackslash ? "\0" : escape(c));
            }
            isBehindBackslash = !isBehindBackslash && c == '\\';
        }
        return text.toString();
    }

    /** A text of the same length without halves, wrong where this one is; what its strings say is another thing. */
    static String replaced(String json) {
        return ESCAPED.matcher(json).replaceAll("\\\\u0078");
    }

    /** Any character as {@code \\uXXXX}. */
    static String escape(char c) {
        return "\\u" + HEX.charAt(c >> 12) + HEX.charAt(c >> 8 & 0xF) + HEX.charAt(c >> 4 & 0xF) + HEX.charAt(c & 0xF);
    }
}
