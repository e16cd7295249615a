package dev.patchbay.dvbcss.client;

/**
 * What a {@link WallClockClient} has done so far.
 *
 * @param requests sent
 * @param candidates usable replies
 * @param adopted how often the clock was set, steps included
 * @param steps how often the server's clock was found to have been stepped
 * @param contradictions candidates that could not be right together with the one in use
 * @param unanswered requests without a usable reply
 * @param malformed datagrams from the server that are no replies
 * @param ignored replies to no request, or to an earlier one, and such with impossible times
 * @param rttMinInNs shortest time on the way among the last {@value #WINDOW} candidates; -1 without any
 * @param rttMedianInNs the middle one of those; -1 without any
 */
public record WallClockStatistics(
        long requests,
        long candidates,
        long adopted,
        long steps,
        long contradictions,
        long unanswered,
        long malformed,
        long ignored,
        long rttMinInNs,
        long rttMedianInNs) {

    /** How many candidates the times on the way are those of. */
    public static final int WINDOW = 64;
}
