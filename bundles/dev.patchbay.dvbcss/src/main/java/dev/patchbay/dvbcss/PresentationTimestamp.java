package dev.patchbay.dvbcss;

/**
 * When a moment of a timeline is shown (ETSI TS 103 286-2 §5.7.5).
 *
 * @param contentTime position in ticks of the timeline
 * @param wallClockTime the moment, in ticks of the wall clock; {@link #MINUS_INFINITY} and {@link #PLUS_INFINITY} where
 *     {@link AptEptLpt} allows it
 */
public record PresentationTimestamp(long contentTime, long wallClockTime) {

    /** As early as one likes. */
    public static final long MINUS_INFINITY = Long.MIN_VALUE;

    /** As late as one likes. */
    public static final long PLUS_INFINITY = Long.MAX_VALUE;
}
