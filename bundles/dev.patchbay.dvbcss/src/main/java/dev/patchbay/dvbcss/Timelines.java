package dev.patchbay.dvbcss;

/** Selectors of timelines that are well known (ETSI TS 103 286-2 §5.3.3); to servers they are texts like any other. */
public final class Timelines {

    /** Presentation timestamps of an MPEG transport stream: {@link #PTS_TICK_RATE}. */
    public static final String PTS = "urn:dvb:css:timeline:pts";

    /** Ticks per second of {@link #PTS}. */
    public static final double PTS_TICK_RATE = 90_000;

    /** Composition time of an ISO base media file. */
    public static final String COMPOSITION_TIME = "urn:dvb:css:timeline:ct";

    private static final String TEMI = "urn:dvb:css:timeline:temi:";
    private static final String MPD_PERIOD = "urn:dvb:css:timeline:mpd:period:rel:";
    private static final int MAX_OCTET = 255;

    private Timelines() {}

    /**
     * A timeline inserted into a transport stream.
     *
     * @param componentTag of the elementary stream it is in, 0 to 255
     * @param timelineId its own, 0 to 255
     */
    public static String temi(int componentTag, int timelineId) {
        return TEMI + octet(componentTag, "component tag") + ':' + octet(timelineId, "timeline id");
    }

    /**
     * The time since the beginning of the first period of an MPEG DASH presentation.
     *
     * @param ticksPerSecond 1 or more
     */
    public static String mpdPeriod(long ticksPerSecond) {
        if (ticksPerSecond < 1) {
            throw new IllegalArgumentException("Expected 1 or more ticks per second, got " + ticksPerSecond);
        }
        return MPD_PERIOD + ticksPerSecond;
    }

    /** The time since the beginning of a period. @param periodId of the presentation's description, not empty */
    public static String mpdPeriod(long ticksPerSecond, String periodId) {
        if (periodId.isEmpty()) {
            throw new IllegalArgumentException("Expected a period id, got an empty one");
        }
        return mpdPeriod(ticksPerSecond) + ':' + periodId;
    }

    private static int octet(int value, String name) {
        if (value < 0 || value > MAX_OCTET) {
            throw new IllegalArgumentException("Expected a " + name + " of 0 to 255, got " + value);
        }
        return value;
    }
}
