package dev.patchbay.module.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much memory a plain value needs: its text, and a little for each thing in it. */
final class Weight {

    private static final long EACH = 32;

    private Weight() {}

    static long of(String name, @Nullable Object value) {
        return name.length() + of(value);
    }

    private static long of(@Nullable Object value) {
        if (value instanceof String text) {
            return EACH + text.length();
        }
        if (value instanceof BigInteger number) {
            return EACH + number.bitLength() / Byte.SIZE;
        }
        if (value instanceof BigDecimal number) {
            return of(number.unscaledValue());
        }
        return of(value, EACH);
    }

    private static long of(@Nullable Object value, long own) {
        long sum = own;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += of(String.valueOf(entry.getKey()), entry.getValue());
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object element : list) {
                sum += of(element);
            }
        }
        return sum;
    }
}
