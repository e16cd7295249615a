package dev.patchbay.dvbcss;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anything a peer may send, as a few words of printable ASCII for a sentence. */
final class Shown {

    private static final int MOST_CHARACTERS = 100;
    private static final int MOST_BITS = 256;

    private Shown() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return '"' + text(text) + '"';
        }
        if (value instanceof List<?> list) {
            return "an array of " + list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return "an object of " + map.size();
        }
        return value instanceof Number && isLong(value) ? "a number of very many digits" : text(String.valueOf(value));
    }

    /** To show the digits of such a number takes longer than to receive it. */
    private static boolean isLong(Object number) {
        BigInteger digits = number instanceof BigDecimal decimal ? decimal.unscaledValue() : BigInteger.ZERO;
        return (number instanceof BigInteger whole ? whole : digits).bitLength() > MOST_BITS;
    }

    /** The beginning of a text, and how long it was when that is not all of it. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), MOST_CHARACTERS);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return end == text.length() ? shown.toString() : shown + "... (" + text.length() + " characters)";
    }
}
