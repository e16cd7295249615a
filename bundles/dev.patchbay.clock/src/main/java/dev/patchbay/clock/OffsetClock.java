package dev.patchbay.clock;

import dev.patchbay.clock.LineFrame.Line;
import java.util.List;
import java.util.Objects;

/**
 * Shows what its parent will show some time later, or showed earlier: for what takes time to be seen or heard.
 *
 * <p>The offset is time of the root; in ticks it is {@code offset * tick rate * effective speed} of the parent. So over a
 * parent that stands still there is no offset, and over one that runs backwards it is negative. Tick rate is the parent's,
 * speed is always 1.
 */
public final class OffsetClock extends ChildClock<OffsetClock.Settings> {

    /**
     * Ahead of its parent by so many seconds, behind it if negative.
     *
     * @throws IllegalArgumentException if the offset is not finite
     */
    public OffsetClock(Clock parent, double offsetInSec) {
        super(new Settings(parent, offsetInSec));
    }

    /** By how much it is ahead of its parent, in seconds. */
    public double offsetInSec() {
        return plan().offsetInSec();
    }

    /**
     * Sets by how much it is ahead of its parent, in seconds, and tells those who listen if that is new.
     *
     * @throws IllegalArgumentException if the offset is not finite
     */
    public void setOffsetInSec(double offsetInSec) {
        change(settings -> new Settings(settings.parent(), offsetInSec));
    }

    /** What is set together. */
    record Settings(Clock parent, double offsetInSec) implements Plan {

        private static final Ratio SAME = Ratio.of(1, 1, 1);

        Settings {
            Objects.requireNonNull(parent);
            offsetInSec = Checks.finite(offsetInSec, "an offset in seconds") + 0.0; // -0.0 would be unequal to 0.0
        }

        @Override
        public LineFrame over(Clock clock, Frame parentFrame) {
            double rate = parentFrame.tickRate;
            Ticks ahead = Ticks.of(offsetInSec * rate * parentFrame.effectiveSpeed());
            return new LineFrame(this, clock, parentFrame, new Line(rate, 1, Ticks.ZERO, ahead, SAME, SAME, List.of()));
        }
    }
}
