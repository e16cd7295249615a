package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.Correlation;
import dev.patchbay.clock.Ticks;

/**
 * A measurement: what one request and its reply say about the server's wall clock. Source: dvb-css, WC-23.
 *
 * <p>Times are nanoseconds and exact. The server's clock was within {@link #initialErrorInSec} of what {@link #correlation}
 * says, wherever on the way the delays were, as long as both clocks are as good as they claim.
 *
 * @param originateInNs t1, when the request left, on this machine's clock
 * @param receiveInNs t2, when it arrived, on the server's
 * @param transmitInNs t3, when the reply left, on the server's
 * @param arrivalInNs t4, when the reply arrived, on this machine's
 * @param serverPrecisionInSec how finely the server reads its clock
 * @param serverErrorInPpm how far off the server's rate may be
 * @param ownErrorInPpm how far off this machine's rate may be
 * @param isFollowUp whether the reply was a follow-up
 */
public record Candidate(
        long originateInNs,
        long receiveInNs,
        long transmitInNs,
        long arrivalInNs,
        double serverPrecisionInSec,
        double serverErrorInPpm,
        double ownErrorInPpm,
        boolean isFollowUp) {

    private static final double NS_PER_SEC = 1e9;
    private static final double PPM = 1e-6;

    /** Time on the way, there and back, without the time the server held the request; negative when clocks drift apart. */
    public long rttInNs() {
        return (arrivalInNs - originateInNs) - (transmitInNs - receiveInNs);
    }

    /** Twice what the server's clock is ahead of this machine's: the sum of two times is odd as often as not. */
    public long twiceOffsetInNs() {
        // each time is below 2^32 s, and two of them are just below 2^63 ns
        return (receiveInNs + transmitInNs) - (originateInNs + arrivalInNs);
    }

    /** How much the server's clock is ahead of this machine's, rounded down. */
    public long offsetInNs() {
        return twiceOffsetInNs() >> 1;
    }

    /** How far off the correlation may be at its own point. */
    public double initialErrorInSec() {
        return serverPrecisionInSec + Math.max(rttInNs(), 0) / 2.0 / NS_PER_SEC + driftInSec();
    }

    /** How much the error grows, in seconds for each second before or after. */
    public double errorGrowthRate() {
        return (ownErrorInPpm + serverErrorInPpm) * PPM;
    }

    /** How far off it may be at a moment. @param ownInNs on this machine's clock */
    public double dispersionInSec(long ownInNs) {
        return initialErrorInSec() + Math.abs(ownInNs - middle()) / NS_PER_SEC * errorGrowthRate();
    }

    /** The middle between request and reply on both clocks, for a clock of nanoseconds under this machine's. */
    public Correlation correlation() {
        Ticks own = half(originateInNs + arrivalInNs);
        Ticks servers = half(receiveInNs + transmitInNs);
        return new Correlation(own, servers, initialErrorInSec(), errorGrowthRate());
    }

    /**
     * False for times that no clocks of that quality can have measured: a reply that left before the request came, or was
     * held for longer than the whole exchange took.
     */
    public boolean isPossible() {
        double excessInSec = -rttInNs() / NS_PER_SEC;
        return transmitInNs >= receiveInNs && excessInSec <= driftInSec() + serverPrecisionInSec;
    }

    /** What the clocks may have drifted while the exchange took place. */
    private double driftInSec() {
        double ownInSec = (arrivalInNs - originateInNs) / NS_PER_SEC;
        double serverInSec = (transmitInNs - receiveInNs) / NS_PER_SEC;
        return (ownErrorInPpm * ownInSec + serverErrorInPpm * serverInSec) * PPM;
    }

    private long middle() {
        return (originateInNs + arrivalInNs) >> 1;
    }

    private static Ticks half(long sum) {
        return new Ticks(sum >> 1, (sum & 1) * 0.5);
    }
}
