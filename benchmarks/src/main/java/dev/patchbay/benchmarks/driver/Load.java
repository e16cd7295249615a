package dev.patchbay.benchmarks.driver;

/**
 * What a run sends, and for how long: until the time is over or so many were sent, whatever is first.
 *
 * @param request what is sent
 * @param outstanding how many calls of one connection may be unanswered, 1 or more
 * @param durationInMs 1 or more
 * @param maxCount most calls of the run, all connections together
 * @param ratePerSec calls a second, all connections together; 0 for as many as are answered
 */
public record Load(Request request, int outstanding, long durationInMs, long maxCount, double ratePerSec) {

    /** As many as are answered, one outstanding, bounded by time alone. */
    public static Load of(Request request, long durationInMs) {
        return new Load(request, 1, durationInMs, Long.MAX_VALUE, 0);
    }

    /** The same, for another time. */
    public Load during(long otherInMs) {
        return new Load(request, outstanding, otherInMs, maxCount, ratePerSec);
    }

    /** The same, with another number of unanswered calls. */
    public Load outstanding(int calls) {
        return new Load(request, calls, durationInMs, maxCount, ratePerSec);
    }

    /** The same, at a fixed rate. */
    public Load atRate(double callsPerSec) {
        return new Load(request, outstanding, durationInMs, maxCount, callsPerSec);
    }

    /** The same, of at most so many calls. */
    public Load atMost(long calls) {
        return new Load(request, outstanding, durationInMs, calls, ratePerSec);
    }

    /** The share of one of several lanes. */
    Load share(int lanes) {
        return new Load(request, outstanding, durationInMs, Math.max(1, maxCount / lanes), ratePerSec / lanes);
    }
}
