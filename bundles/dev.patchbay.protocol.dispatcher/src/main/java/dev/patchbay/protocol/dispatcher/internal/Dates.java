package dev.patchbay.protocol.dispatcher.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Times as the dispatcher's clients write and read them. */
final class Dates {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    /** ISO 8601 with a T or a blank, with or without a time, with or without an offset. */
    private static final DateTimeFormatter LIBERAL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[ ]['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private Dates() {}

    /**
     * @return an {@code OffsetDateTime} for a text with an offset, otherwise an {@code Instant}: it is UTC
     * @throws DateTimeException when it is no time
     */
    static Object parse(String text) {
        TemporalAccessor best = LIBERAL.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (best instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC);
        }
        return best instanceof LocalDate date ? date.atStartOfDay().toInstant(ZoneOffset.UTC) : best;
    }

    static String text(Instant instant) {
        return text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    static String text(OffsetDateTime date) {
        return text(date.toLocalDateTime()) + OFFSET.format(date);
    }

    private static String text(LocalDateTime local) {
        LocalDateTime micros = local.truncatedTo(ChronoUnit.MICROS);
        return (micros.get(ChronoField.NANO_OF_SECOND) == 0 ? SECONDS : MICROS).format(micros);
    }
}
