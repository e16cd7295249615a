package dev.patchbay.journal.internal;

import dev.patchbay.query.Operator;
import dev.patchbay.query.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a column is compared with.
 *
 * @param known as a value of the column; empty when there is no such value
 * @param isPossible whether it may compare to a value of the column all the same, in a way that SQL has not
 */
record Operand(Optional<Object> known, boolean isPossible) {

    private static final Operand IMPOSSIBLE = new Operand(Optional.empty(), false);
    private static final Operand UNKNOWN = new Operand(Optional.empty(), true);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final double LARGEST_EXACT = 1L << 53;

    static Operand of(Column.Kind kind, Object value) {
        return switch (kind) {
            case TEXT -> text(value);
            case NUMBER -> value instanceof Number number ? number(number) : IMPOSSIBLE;
            case BOOLEAN -> value instanceof Boolean ? of(value) : IMPOSSIBLE;
            case TIME -> time(value);
        };
    }

    private static Operand of(Object value) {
        return new Operand(Optional.of(value), true);
    }

    /** A text that says a time is equal to that time. PostgreSQL has no NUL, and no half characters. */
    private static Operand text(Object value) {
        if (value instanceof String text) {
            boolean isStorable =
                    text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
            return isStorable ? of(text) : UNKNOWN;
        }
        return value instanceof Instant || value instanceof OffsetDateTime ? UNKNOWN : IMPOSSIBLE;
    }

    private static Operand number(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return of(number.longValue());
        }
        double value = number.doubleValue();
        boolean isWhole = Math.rint(value) == value && Math.abs(value) < LARGEST_EXACT;
        return isWhole && number.toString().equals(String.valueOf(value)) ? of(number.longValue()) : UNKNOWN;
    }

    private static Operand time(Object value) {
        if (value instanceof String text) {
            return Timestamps.parse(text).map(Operand::instant).orElse(IMPOSSIBLE);
        }
        if (value instanceof OffsetDateTime time) {
            return instant(time.toInstant());
        }
        return value instanceof Instant instant ? instant(instant) : IMPOSSIBLE;
    }

    private static Operand instant(Instant instant) {
        return instant.isAfter(EARLIEST) && instant.isBefore(LATEST) ? of(instant) : UNKNOWN;
    }

    /** Whether SQL can be asked. */
    boolean isKnown() {
        return known.isPresent();
    }

    Object value() {
        return known.orElseThrow();
    }

    /** For a comparison by equality: a time between two microseconds equals none that is kept. */
    Operand exact() {
        return isBetween(known.orElse(null)) ? IMPOSSIBLE : this;
    }

    /** Times are kept in microseconds, so what comes between two is moved to the side that compares alike. */
    Operand rounded(Operator operator) {
        Object value = known.orElse(null);
        if (!(value instanceof Instant instant) || !isBetween(instant)) {
            return this;
        }
        boolean isUp = operator == Operator.LESS || operator == Operator.GREATER_OR_EQUAL;
        Instant floor = instant.truncatedTo(ChronoUnit.MICROS);
        return of(isUp ? floor.plus(1, ChronoUnit.MICROS) : floor);
    }

    private static boolean isBetween(@Nullable Object value) {
        return value instanceof Instant instant && instant.getNano() % 1_000 != 0;
    }
}
