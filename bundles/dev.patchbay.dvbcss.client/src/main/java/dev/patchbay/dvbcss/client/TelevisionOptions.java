package dev.patchbay.dvbcss.client;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How a {@link RemoteTelevision} follows.
 *
 * @param wallClock how its wall clock is asked
 * @param connection how patient the WebSocket connections are
 * @param timelines which of the timelines it offers are followed, by selector; each takes a connection
 * @param thresholdInSec how much a control timestamp has to move a timeline to set its clock; 0 or more
 * @param firstPause before a lost connection is tried again; more than 0; twice as long after each failure
 * @param longestPause between two tries; not shorter than the first
 */
public record TelevisionOptions(
        WallClockOptions wallClock,
        ConnectionOptions connection,
        Predicate<String> timelines,
        double thresholdInSec,
        Duration firstPause,
        Duration longestPause) {

    /** All timelines, 0.1 ms, 0.25 to 5 s between tries. */
    public static final TelevisionOptions DEFAULTS = new TelevisionOptions(
            WallClockOptions.DEFAULTS,
            ConnectionOptions.DEFAULTS,
            selector -> true,
            TsClient.DEFAULT_THRESHOLD_IN_SEC,
            Duration.ofMillis(250),
            Duration.ofSeconds(5));

    /** @throws IllegalArgumentException when a value is out of its range */
    public TelevisionOptions {
        if (!(thresholdInSec >= 0)) {
            throw new IllegalArgumentException("Expected a threshold of 0 s or more, got " + thresholdInSec);
        }
        if (firstPause.isZero() || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "Expected pauses of more than 0, the first not longer than the longest, got " + firstPause + " and "
                            + longestPause);
        }
    }

    /** As these, with another way to ask for the wall clock. */
    public TelevisionOptions withWallClock(WallClockOptions other) {
        return new TelevisionOptions(other, connection, timelines, thresholdInSec, firstPause, longestPause);
    }

    /** As these, with other patience. */
    public TelevisionOptions withConnection(ConnectionOptions other) {
        return new TelevisionOptions(wallClock, other, timelines, thresholdInSec, firstPause, longestPause);
    }

    /** As these, following only timelines whose selector passes. */
    public TelevisionOptions withTimelines(Predicate<String> selectors) {
        return new TelevisionOptions(wallClock, connection, selectors, thresholdInSec, firstPause, longestPause);
    }

    /** As these, with another threshold. */
    public TelevisionOptions withThreshold(double otherThresholdInSec) {
        return new TelevisionOptions(wallClock, connection, timelines, otherThresholdInSec, firstPause, longestPause);
    }

    /** As these, with other pauses between tries. */
    public TelevisionOptions withPauses(Duration first, Duration longest) {
        return new TelevisionOptions(wallClock, connection, timelines, thresholdInSec, first, longest);
    }
}
