package dev.patchbay.json;

import dev.patchbay.schema.Password;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The plain Java types that JSON has no word for and writes as a text: dates, bytes, patterns, passwords. */
final class PlainScalar {

    private PlainScalar() {}

    /** Whether a value is of one of them. */
    static boolean is(@Nullable Object value) {
        return value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof byte[]
                || value instanceof Pattern
                || value instanceof Password;
    }

    /** The text that means the value, a password's secret included; null when it is of no such type. */
    static @Nullable String text(Object value) {
        if (value instanceof Instant) {
            return value.toString();
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Pattern pattern) {
            return pattern.pattern();
        }
        return value instanceof Password password ? password.secret() : null;
    }

    /** The text our JSON shows for the value, a password hidden; null when it is of no such type. */
    static @Nullable String shown(Object value) {
        return value instanceof Password ? Password.HIDDEN : text(value);
    }
}
