package dev.patchbay.dvbcss.client.internal;

import dev.patchbay.dvbcss.client.Candidate;
import dev.patchbay.dvbcss.client.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Which candidate is in use. For one thread.
 *
 * <p>A candidate says in which interval the server's clock is. Two whose intervals do not meet at the same moment cannot both be
 * right about the same clock, so either the clock was stepped (or the server restarted, or one of the machines slept), or one of
 * the two is wrong. One alone proves nothing: it may be a stray reply of a server that is about to be gone, or of one that
 * miscounts once. So the first that contradicts is only remembered. If the next agrees with the one in use, nothing has
 * happened; if it agrees with the remembered one, the clock was stepped, and the better of these two is in use from then on.
 */
public final class ClockEstimate {

    private final double slackInSec;
    private @Nullable Candidate used;
    private @Nullable Candidate suspect;

    /** @param slackInSec how finely this machine reads its clock; 0 or more */
    public ClockEstimate(double slackInSec) {
        this.slackInSec = slackInSec;
    }

    /** Takes one more. @param nowInNs on this machine's clock */
    public Verdict take(Candidate candidate, long nowInNs) {
        if (used == null) {
            used = candidate;
            return Verdict.ADOPTED;
        }
        return agree(used, candidate) ? compare(used, candidate, nowInNs) : doubt(candidate, nowInNs);
    }

    /** The one in use; null before the first. */
    public @Nullable Candidate used() {
        return used;
    }

    private Verdict compare(Candidate present, Candidate candidate, long nowInNs) {
        suspect = null;
        if (candidate.dispersionInSec(nowInNs) < present.dispersionInSec(nowInNs)) {
            used = candidate;
            return Verdict.ADOPTED;
        }
        return Verdict.NOT_BETTER;
    }

    private Verdict doubt(Candidate candidate, long nowInNs) {
        Candidate first = suspect;
        if (first == null || !agree(first, candidate)) {
            suspect = candidate;
            return Verdict.CONTRADICTS;
        }
        used = candidate.dispersionInSec(nowInNs) < first.dispersionInSec(nowInNs) ? candidate : first;
        suspect = null;
        return Verdict.STEPPED;
    }

    private boolean agree(Candidate earlier, Candidate later) {
        double apartInSec = distance(earlier.twiceOffsetInNs(), later.twiceOffsetInNs()) / 2 / 1e9;
        long moment = later.arrivalInNs();
        return apartInSec <= earlier.dispersionInSec(moment) + later.dispersionInSec(moment) + slackInSec;
    }

    /** Without overflow: a server may step over the whole range. */
    private static double distance(long one, long other) {
        long difference = one - other;
        boolean isTooLarge = ((one ^ other) & (one ^ difference)) < 0;
        return isTooLarge ? Double.POSITIVE_INFINITY : Math.abs((double) difference);
    }
}
