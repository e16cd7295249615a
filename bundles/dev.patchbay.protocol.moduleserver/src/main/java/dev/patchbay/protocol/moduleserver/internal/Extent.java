package dev.patchbay.protocol.moduleserver.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether something is so large that it is read or written by a thread of its own, since others wait for this one. */
final class Extent {

    /** Up to here it takes less time than handing it over, in characters. */
    private static final int SMALL = 16 << 10;

    private static final int OF_A_VALUE = 8;

    private int left = SMALL;

    private Extent() {}

    static boolean isLarge(String line) {
        return line.length() > SMALL;
    }

    /** @param value plain Java types; looked at only until it is known */
    static boolean isLarge(@Nullable Object value) {
        Extent extent = new Extent();
        extent.subtract(value);
        return extent.left < 0;
    }

    private void subtract(@Nullable Object value) {
        left -= OF_A_VALUE;
        if (value instanceof String text) {
            left -= text.length();
        } else if (value instanceof Map<?, ?> map) {
            subtractAll(map.keySet());
            subtractAll(map.values());
        } else if (value instanceof Iterable<?> list) {
            subtractAll(list);
        }
    }

    private void subtractAll(Iterable<?> values) {
        for (Object value : values) {
            if (left < 0) {
                return;
            }
            subtract(value);
        }
    }
}
