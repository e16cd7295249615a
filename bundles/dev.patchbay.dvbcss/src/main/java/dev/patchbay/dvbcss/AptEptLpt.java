package dev.patchbay.dvbcss;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a client shows, and could show, a moment of its timeline (ETSI TS 103 286-2 §5.7.5).
 *
 * @param actual when it does; null when it does not say
 * @param earliest when it could at the earliest; {@link PresentationTimestamp#MINUS_INFINITY} for any time
 * @param latest when it could at the latest; {@link PresentationTimestamp#PLUS_INFINITY} for any time
 */
public record AptEptLpt(
        @Nullable PresentationTimestamp actual, PresentationTimestamp earliest, PresentationTimestamp latest) {

    private static final String ACTUAL = "actual";
    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final String CONTENT_TIME = "contentTime";
    private static final String WALL_CLOCK_TIME = "wallClockTime";
    private static final String MINUS_INFINITY = "minusinfinity";
    private static final String PLUS_INFINITY = "plusinfinity";
    private static final Place PLACE = Place.of("actual, earliest and latest presentation timestamps");

    /** @throws IllegalArgumentException when a time is infinite that must not be */
    public AptEptLpt {
        if (actual != null) {
            refuse(PresentationTimestamp.MINUS_INFINITY, actual, ACTUAL);
            refuse(PresentationTimestamp.PLUS_INFINITY, actual, ACTUAL);
        }
        refuse(PresentationTimestamp.PLUS_INFINITY, earliest, EARLIEST);
        refuse(PresentationTimestamp.MINUS_INFINITY, latest, LATEST);
    }

    private static void refuse(long infinity, PresentationTimestamp timestamp, String name) {
        if (timestamp.wallClockTime() == infinity) {
            throw PLACE.member(name).member(WALL_CLOCK_TIME).illegal("another time", time(infinity));
        }
    }

    Map<String, Object> toPlain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (actual != null) {
            plain.put(ACTUAL, plain(actual));
        }
        plain.put(EARLIEST, plain(earliest));
        plain.put(LATEST, plain(latest));
        return plain;
    }

    private static Map<String, Object> plain(PresentationTimestamp timestamp) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(CONTENT_TIME, Long.toString(timestamp.contentTime()));
        plain.put(WALL_CLOCK_TIME, time(timestamp.wallClockTime()));
        return plain;
    }

    private static String time(long wallClockTime) {
        if (wallClockTime == PresentationTimestamp.MINUS_INFINITY) {
            return MINUS_INFINITY;
        }
        return wallClockTime == PresentationTimestamp.PLUS_INFINITY ? PLUS_INFINITY : Long.toString(wallClockTime);
    }

    static AptEptLpt parse(String text) throws MalformedMessageException {
        Members members = Members.parse(text, PLACE);
        PresentationTimestamp actual = members.has(ACTUAL) ? timestamp(members.object(ACTUAL)) : null;
        Members earliest = members.object(EARLIEST);
        Members latest = members.object(LATEST);
        return new AptEptLpt(
                actual,
                MINUS_INFINITY.equals(earliest.get(WALL_CLOCK_TIME))
                        ? timestamp(earliest, PresentationTimestamp.MINUS_INFINITY)
                        : timestamp(earliest),
                PLUS_INFINITY.equals(latest.get(WALL_CLOCK_TIME))
                        ? timestamp(latest, PresentationTimestamp.PLUS_INFINITY)
                        : timestamp(latest));
    }

    /** Refuses the two numbers that stand for infinity here. */
    private static PresentationTimestamp timestamp(Members members) throws MalformedMessageException {
        long time = members.integer(WALL_CLOCK_TIME);
        if (time == PresentationTimestamp.MINUS_INFINITY || time == PresentationTimestamp.PLUS_INFINITY) {
            throw members.place().member(WALL_CLOCK_TIME).malformed("a smaller number", time);
        }
        return timestamp(members, time);
    }

    private static PresentationTimestamp timestamp(Members members, long time) throws MalformedMessageException {
        return new PresentationTimestamp(members.integer(CONTENT_TIME), time);
    }
}
