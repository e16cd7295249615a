package dev.patchbay.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How values of different types compare. */
final class Values {

    /** A total order, so that anything can be sorted: null and missing, false, true, numbers, times, texts, the rest. */
    static final Comparator<@Nullable Object> ORDER = Values::order;

    private Values() {}

    /** Numbers are equal by value, times as points in time also to their ISO texts, arrays and objects part by part. */
    static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof List<?> first && right instanceof List<?> second) {
            return first.size() == second.size() && allEqual(first, second);
        }
        if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
            return first.keySet().equals(second.keySet())
                    && first.keySet().stream().allMatch(key -> areEqual(first.get(key), second.get(key)));
        }
        if (left instanceof byte[] first && right instanceof byte[] second) {
            return Arrays.equals(first, second);
        }
        OptionalInt order = compare(left, right);
        return order.isPresent() ? order.getAsInt() == 0 : left.equals(right);
    }

    private static boolean allEqual(List<?> first, List<?> second) {
        Iterator<?> other = second.iterator();
        return first.stream().allMatch(element -> areEqual(element, other.next()));
    }

    /** Negative, 0 or positive; empty when one is not before or after the other: null, or of different kinds. */
    static OptionalInt compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number first && right instanceof Number second) {
            return compare(first, second);
        }
        if (left instanceof String first && right instanceof String second) {
            return OptionalInt.of(first.compareTo(second));
        }
        if (left instanceof Boolean first && right instanceof Boolean second) {
            return OptionalInt.of(first.compareTo(second));
        }
        return isTime(left) || isTime(right) ? compareTimes(left, right) : OptionalInt.empty();
    }

    private static OptionalInt compareTimes(@Nullable Object left, @Nullable Object right) {
        Optional<Instant> first = instant(left);
        Optional<Instant> second = instant(right);
        return first.isPresent() && second.isPresent()
                ? OptionalInt.of(first.get().compareTo(second.get()))
                : OptionalInt.empty();
    }

    private static OptionalInt compare(Number left, Number right) {
        if (left instanceof Long && right instanceof Long) {
            return OptionalInt.of(Long.compare(left.longValue(), right.longValue()));
        }
        return isFinite(left) && isFinite(right)
                ? OptionalInt.of(decimal(left).compareTo(decimal(right)))
                : OptionalInt.of(Double.compare(left.doubleValue(), right.doubleValue()));
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static boolean isTime(@Nullable Object value) {
        return value instanceof Instant || value instanceof OffsetDateTime;
    }

    /** The point in time that a value is or, as a text, says. */
    static Optional<Instant> instant(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(instant);
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.toInstant());
        }
        return value instanceof String text ? Timestamps.parse(text) : Optional.empty();
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        int byKind = Integer.compare(kind(left), kind(right));
        return byKind != 0 ? byKind : compare(left, right).orElse(0);
    }

    private static int kind(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Boolean) {
            return 1;
        }
        if (value instanceof Number) {
            return 2;
        }
        if (isTime(value)) {
            return 3;
        }
        return value instanceof String ? 4 : 5;
    }
}
