package dev.patchbay.clock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** All cues on one clock. Only the first in either direction can be next. Guarded by the lock of its timer. */
final class Watch {

    static final Comparator<Watch> SOONEST_FIRST = Watch::compareByTime;

    private static final long FIRST_PATIENCE_IN_NS = 50_000;
    private static final long LONGEST_PATIENCE_IN_NS = 50_000_000;

    final ClockSubscription subscription;

    private final long number;
    private final NavigableSet<Cue> rising = new TreeSet<>(Cue.UPWARDS);
    private final NavigableSet<Cue> falling = new TreeSet<>(Cue.DOWNWARDS);
    private long dueAt;
    private int tooEarly;

    /** @param number another for each, to tell apart what is due at the same time */
    Watch(ClockSubscription subscription, long number) {
        this.subscription = subscription;
        this.number = number;
    }

    void add(Cue cue) {
        of(cue).add(cue);
    }

    /** False if it was not there. */
    boolean remove(Cue cue) {
        return of(cue).remove(cue);
    }

    boolean isEmpty() {
        return rising.isEmpty() && falling.isEmpty();
    }

    int size() {
        return rising.size() + falling.size();
    }

    List<Cue> next() {
        List<Cue> next = new ArrayList<>(2);
        if (!rising.isEmpty()) {
            next.add(rising.first());
        }
        if (!falling.isEmpty()) {
            next.add(falling.first());
        }
        return next;
    }

    /** Sets the time to look again; not while it is in a set that is sorted by it. */
    void lookAgainIn(long delayInNs) {
        dueAt = System.nanoTime() + patient(delayInNs);
    }

    long remainingInNs() {
        return dueAt - System.nanoTime();
    }

    /** The time has come, but perhaps not for the clock. */
    void woken() {
        tooEarly++;
    }

    /** Something happened: the clock was there, or it was changed. */
    void gotOn() {
        tooEarly = 0;
    }

    /** A short delay, ever longer: a root that stands still without saying so must not keep a processor busy. */
    private long patient(long delayInNs) {
        if (delayInNs >= LONGEST_PATIENCE_IN_NS) {
            tooEarly = 0;
        }
        if (tooEarly == 0) {
            return delayInNs;
        }
        long patience = FIRST_PATIENCE_IN_NS << Math.min(tooEarly - 1, 10);
        return Math.max(delayInNs, Math.min(patience, LONGEST_PATIENCE_IN_NS));
    }

    private NavigableSet<Cue> of(Cue cue) {
        return cue.fromBelow ? rising : falling;
    }

    private int compareByTime(Watch other) {
        int byTime = Long.signum(dueAt - other.dueAt); // of nanoTime, which may wrap around
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
