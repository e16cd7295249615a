package dev.patchbay.json;

import java.util.function.IntPredicate;

/**
 * Halves of characters (unpaired surrogates). They cannot be encoded, but can be said as {@code \\uXXXX} (RFC 8259,
 * section 8.2), as Python does with the bytes of a file name that are no UTF-8.
 */
final class Halves {

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
        return escaped(json, at -> isHalf(json, at));
    }

    /** The same JSON text in ASCII, if what is not ASCII stands in its strings only. */
    static String ascii(String json) {
        return escaped(json, at -> json.charAt(at) > '~');
    }

    private static String escaped(String json, IntPredicate isEscaped) {
        StringBuilder text = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            if (isEscaped.test(i)) {
                text.append(escape(json.charAt(i)));
            } else {
                text.append(json.charAt(i));
            }
        }
        return text.toString();
    }

    /** Any character as {@code \\uXXXX}. */
    static String escape(char c) {
        return "\\u" + HEX.charAt(c >> 12) + HEX.charAt(c >> 8 & 0xF) + HEX.charAt(c >> 4 & 0xF) + HEX.charAt(c & 0xF);
    }
}
