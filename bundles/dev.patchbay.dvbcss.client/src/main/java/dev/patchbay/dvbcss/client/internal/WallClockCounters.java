package dev.patchbay.dvbcss.client.internal;

import dev.patchbay.dvbcss.client.Verdict;
import dev.patchbay.dvbcss.client.WallClockStatistics;
import java.util.concurrent.atomic.AtomicLong;

/** What happened so far; written by the client's thread, read by any. */
public final class WallClockCounters {

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong candidates = new AtomicLong();
    private final AtomicLong adopted = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong contradictions = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong ignored = new AtomicLong();
    private final RttWindow rtts = new RttWindow(WallClockStatistics.WINDOW);

    void sent() {
        requests.incrementAndGet();
    }

    void wasMalformed() {
        malformed.incrementAndGet();
    }

    /** A reply that nobody asked for, or whose times cannot be. */
    public void wasIgnored() {
        ignored.incrementAndGet();
    }

    /** A request without a usable reply. */
    public void wasUnanswered() {
        unanswered.incrementAndGet();
    }

    /** A usable reply, and what became of it. */
    public void judged(long rttInNs, Verdict verdict) {
        candidates.incrementAndGet();
        rtts.add(rttInNs);
        if (verdict.isUsed()) {
            adopted.incrementAndGet();
        }
        if (verdict == Verdict.STEPPED) {
            steps.incrementAndGet();
        } else if (verdict == Verdict.CONTRADICTS) {
            contradictions.incrementAndGet();
        }
    }

    /** As it is now. */
    public WallClockStatistics snapshot() {
        return new WallClockStatistics(
                requests.get(),
                candidates.get(),
                adopted.get(),
                steps.get(),
                contradictions.get(),
                unanswered.get(),
                malformed.get(),
                ignored.get(),
                rtts.min(),
                rtts.median());
    }
}
