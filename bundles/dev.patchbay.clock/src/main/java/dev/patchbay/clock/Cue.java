package dev.patchbay.clock;

import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** Something to be done when a clock gets to some ticks, from the side on which it was when that was ordered. */
final class Cue {

    /** As things are, the clock does not get there. */
    static final long NEVER = Long.MAX_VALUE;

    /** In which a clock that counts upwards gets to them; what was passed at once comes first. */
    static final Comparator<Cue> UPWARDS = Comparator.comparing((Cue cue) -> !cue.passed)
            .thenComparing(cue -> cue.passed ? Ticks.ZERO : cue.at)
            .thenComparing(cue -> cue.number);

    /** In which a clock that counts downwards gets to them. */
    static final Comparator<Cue> DOWNWARDS = Comparator.comparing((Cue cue) -> !cue.passed)
            .thenComparing(cue -> cue.passed ? Ticks.ZERO : cue.at, Comparator.reverseOrder())
            .thenComparing(cue -> cue.number);

    /** If a clock should have been there so long ago and is not, it runs the other way. */
    private static final double TOLERANCE_IN_SEC = 0.001;

    private static final double LONGEST_WAIT_IN_SEC = TimeUnit.HOURS.toSeconds(1);

    final Clock clock;
    final Runnable task;
    final boolean fromBelow;

    private final Ticks at;
    private final boolean passed;
    private final long number;

    Cue(Clock clock, Ticks at, Runnable task, long number) {
        this.clock = clock;
        this.at = at;
        this.task = task;
        this.number = number;
        int order = clock.now().compareTo(at);
        boolean backwards = clock.effectiveSpeed() < 0;
        passed = backwards ? order <= 0 : order >= 0;
        fromBelow = !backwards;
    }

    /**
     * How long to wait for it by what the clock says now.
     *
     * @return nanoseconds, at most an hour; 0 if it is there, {@link #NEVER} if it does not get there as things are
     */
    long delayInNs() {
        if (passed) {
            return 0;
        }
        Frame frame = clock.frame();
        Frame root = frame.root();
        Ticks rootNow = root.now();
        if (isThere(frame.down(root, rootNow))) {
            return 0;
        }
        Ticks rootThen = frame.up(root, at);
        double delayInSec = rootThen == null ? Double.NEGATIVE_INFINITY : rootThen.minus(rootNow) / root.tickRate;
        if (delayInSec < -TOLERANCE_IN_SEC) {
            return NEVER;
        }
        return Math.max(1, (long) Math.ceil(Math.min(delayInSec, LONGEST_WAIT_IN_SEC) * 1e9));
    }

    private boolean isThere(Ticks now) {
        int order = now.compareTo(at);
        return fromBelow ? order >= 0 : order <= 0;
    }

    @Override
    public String toString() {
        return task + " at " + at + " of " + clock;
    }
}
