package dev.patchbay.settings.internal;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How small and how large a number, or the length of a text, may be; both ends included.
 *
 * @param minimum null when there is none
 * @param maximum null when there is none
 */
record Bounds(@Nullable BigDecimal minimum, @Nullable BigDecimal maximum) {

    static final Bounds NONE = new Bounds(null, null);

    /** Whether a number, or a text by its length, is within them; anything else is. */
    boolean contain(Object value) {
        if (value instanceof Number) {
            return holds(new BigDecimal(value.toString()));
        }
        return !(value instanceof String text) || holds(BigDecimal.valueOf(text.length()));
    }

    /** For the end of a sentence: {@code " from 1 to 9"}, or nothing. */
    String words() {
        if (minimum != null && maximum != null) {
            return " from " + minimum.toPlainString() + " to " + maximum.toPlainString();
        }
        if (minimum != null) {
            return " of at least " + minimum.toPlainString();
        }
        return maximum == null ? "" : " of at most " + maximum.toPlainString();
    }

    private boolean holds(BigDecimal size) {
        return (minimum == null || size.compareTo(minimum) >= 0) && (maximum == null || size.compareTo(maximum) <= 0);
    }
}
