package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.PresentationTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * What a client said about when it shows what, for an operator: infinite times are none, and not the ends of a long.
 *
 * @param actual null when it did not say
 */
public record Presentation(@Nullable Moment actual, Moment earliest, Moment latest) {

    static Presentation of(AptEptLpt told) {
        PresentationTimestamp actual = told.actual();
        return new Presentation(
                actual == null ? null : Moment.of(actual), Moment.of(told.earliest()), Moment.of(told.latest()));
    }

    /**
     * When a moment of a timeline is shown.
     *
     * @param contentTime in ticks of the timeline
     * @param wallClockTime in nanoseconds; null for any time: as early as one likes in earliest, as late in latest
     */
    public record Moment(long contentTime, @Nullable Long wallClockTime) {

        private static Moment of(PresentationTimestamp timestamp) {
            long time = timestamp.wallClockTime();
            boolean isInfinite =
                    time == PresentationTimestamp.MINUS_INFINITY || time == PresentationTimestamp.PLUS_INFINITY;
            return new Moment(timestamp.contentTime(), isInfinite ? null : (Long) time);
        }
    }
}
