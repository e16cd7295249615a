package dev.patchbay.dvbcss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A timeline that a television offers for what is on (ETSI TS 103 286-2 §5.6.2). Immutable.
 *
 * @param selector what a client asks for it by; see {@link Timelines}
 * @param unitsPerTick how many units pass from one tick to the next, 1 or more
 * @param unitsPerSecond how many units pass in a second, 1 or more; so ticks in a second are {@code unitsPerSecond /
 *     unitsPerTick}
 * @param accuracyInSec how far off it may be, finite; null when nothing is said about that
 * @param privateData plain types in objects that have a {@code type} each; empty when there is none
 */
public record TimelineOption(
        String selector,
        long unitsPerTick,
        long unitsPerSecond,
        @Nullable Double accuracyInSec,
        List<Map<String, @Nullable Object>> privateData) {

    static final String SELECTOR = "timelineSelector";

    private static final String PROPERTIES = "timelineProperties";
    private static final String UNITS_PER_TICK = "unitsPerTick";
    private static final String UNITS_PER_SECOND = "unitsPerSecond";
    private static final String ACCURACY = "accuracy";
    private static final Place PLACE = Place.of("a timeline option");

    /** @throws IllegalArgumentException when a value is outside its range, or the private data is none */
    public TimelineOption {
        Texts.whole(selector, PLACE.member(SELECTOR));
        requirePositive(unitsPerTick, UNITS_PER_TICK);
        requirePositive(unitsPerSecond, UNITS_PER_SECOND);
        if (accuracyInSec != null && !Double.isFinite(accuracyInSec)) {
            throw PLACE.member(ACCURACY).illegal("a finite number of seconds", accuracyInSec);
        }
        privateData = PrivateData.copy(privateData, PLACE.member(PrivateData.KEY));
    }

    /** One of unknown accuracy without private data; {@code of(Timelines.PTS, 1, 90_000)} is that of PTS. */
    public static TimelineOption of(String selector, long unitsPerTick, long unitsPerSecond) {
        return new TimelineOption(selector, unitsPerTick, unitsPerSecond, null, List.of());
    }

    /** Ticks per second. */
    public double tickRate() {
        return (double) unitsPerSecond / unitsPerTick;
    }

    Map<String, Object> toPlain() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(UNITS_PER_TICK, unitsPerTick);
        properties.put(UNITS_PER_SECOND, unitsPerSecond);
        if (accuracyInSec != null) {
            properties.put(ACCURACY, accuracyInSec);
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(SELECTOR, selector);
        plain.put(PROPERTIES, properties);
        if (!privateData.isEmpty()) {
            plain.put(PrivateData.KEY, privateData);
        }
        return plain;
    }

    static TimelineOption fromPlain(@Nullable Object plain, Place place) throws MalformedMessageException {
        Members members = Members.of(plain, place);
        Members properties = members.object(PROPERTIES);
        String selector = members.text(SELECTOR);
        long unitsPerTick = properties.whole(UNITS_PER_TICK);
        long unitsPerSecond = properties.whole(UNITS_PER_SECOND);
        Double accuracy = properties.has(ACCURACY) ? properties.real(ACCURACY) : null;
        try {
            return new TimelineOption(selector, unitsPerTick, unitsPerSecond, accuracy, members.privateData());
        } catch (IllegalArgumentException e) {
            throw place.malformed(e);
        }
    }

    private static void requirePositive(long value, String name) {
        if (value < 1) {
            throw PLACE.member(name).illegal("a whole number above 0", value);
        }
    }
}
