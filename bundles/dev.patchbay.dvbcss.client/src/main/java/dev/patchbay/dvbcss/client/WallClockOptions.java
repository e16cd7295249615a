package dev.patchbay.dvbcss.client;

/**
 * How a {@link WallClockClient} asks. Defaults are those of pydvbcss's tools. Source: dvb-css, WC-23.
 *
 * @param intervalAfterImprovementInSec from one request to the next when the last one improved the clock; 0.001 to 3600
 * @param intervalOtherwiseInSec from one request to the next when it did not, or nobody answered; 0.001 to 3600
 * @param timeoutInSec how long to wait for replies to a request; 0.001 to 60
 * @param maxFrequencyErrorInPpm how far off the rate of this machine's clock may be, in millionths; 0 to 100,000. 50 is right
 *     for a machine whose clock is disciplined, and lets the dispersion grow more slowly
 */
public record WallClockOptions(
        double intervalAfterImprovementInSec,
        double intervalOtherwiseInSec,
        double timeoutInSec,
        double maxFrequencyErrorInPpm) {

    /** 1 s and 0.5 s between requests, 0.5 s for replies, 500 ppm. */
    public static final WallClockOptions DEFAULTS = new WallClockOptions(1.0, 0.5, 0.5, 500);

    /** @throws IllegalArgumentException when a number is out of its range */
    public WallClockOptions {
        requireRange("intervalAfterImprovementInSec", intervalAfterImprovementInSec, 0.001, 3600);
        requireRange("intervalOtherwiseInSec", intervalOtherwiseInSec, 0.001, 3600);
        requireRange("timeoutInSec", timeoutInSec, 0.001, 60);
        requireRange("maxFrequencyErrorInPpm", maxFrequencyErrorInPpm, 0, 100_000);
    }

    /** As these, with the same interval after every request. */
    public WallClockOptions withInterval(double intervalInSec) {
        return new WallClockOptions(intervalInSec, intervalInSec, timeoutInSec, maxFrequencyErrorInPpm);
    }

    /** As these, with another time to wait for replies. */
    public WallClockOptions withTimeout(double otherTimeoutInSec) {
        return new WallClockOptions(
                intervalAfterImprovementInSec, intervalOtherwiseInSec, otherTimeoutInSec, maxFrequencyErrorInPpm);
    }

    /** As these, with another bound for this machine's clock. */
    public WallClockOptions withMaxFrequencyError(double errorInPpm) {
        return new WallClockOptions(intervalAfterImprovementInSec, intervalOtherwiseInSec, timeoutInSec, errorInPpm);
    }

    private static void requireRange(String name, double value, double least, double most) {
        // not the other way round, for NaN is in no range
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("Expected " + name + " of " + least + " to " + most + ", got " + value);
        }
    }
}
