package dev.patchbay.dvbcss;

import org.jspecify.annotations.Nullable;

/**
 * Where a timeline is at a moment, and how fast it moves (ETSI TS 103 286-2 §5.7.4).
 *
 * @param contentTime position in ticks of the timeline; null when the timeline is not available
 * @param wallClockTime the moment, in ticks of the wall clock
 * @param speed 1 for normal, 0 for paused, negative for backwards, finite; null when the timeline is not available
 */
public record ControlTimestamp(
        @Nullable Long contentTime,
        long wallClockTime,
        @Nullable Double speed) {

    /** @throws IllegalArgumentException when only one of position and speed is null, or the speed is not finite */
    public ControlTimestamp {
        if ((contentTime == null) != (speed == null)) {
            throw new IllegalArgumentException(
                    "Expected a position and a speed, or neither, got " + contentTime + " and " + speed);
        }
        if (speed != null && !Double.isFinite(speed)) {
            throw new IllegalArgumentException("Expected a finite speed, got " + speed);
        }
    }

    /** A timeline that is there. */
    public static ControlTimestamp at(long contentTime, long wallClockTime, double speed) {
        return new ControlTimestamp(contentTime, wallClockTime, speed);
    }

    /** A timeline that is not. */
    public static ControlTimestamp unavailable(long wallClockTime) {
        return new ControlTimestamp(null, wallClockTime, null);
    }

    /** Whether the timeline is there. */
    public boolean isAvailable() {
        return contentTime != null;
    }

    /**
     * Whether a client that was told this has to be told that: any difference, but not the moment of two that are
     * unavailable.
     */
    public boolean differsFrom(ControlTimestamp other) {
        return (isAvailable() || other.isAvailable()) && !equals(other);
    }
}
