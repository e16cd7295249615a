package dev.patchbay.clock;

import dev.patchbay.clock.LineFrame.Line;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A clock on the straight line through two correlations, before, between and after them.
 *
 * <p>The line alone decides how fast it runs; the tick rate is only what it says of itself, and the speed is always 1.
 * Its error is the lesser of those of the two correlations.
 */
public final class RangeCorrelatedClock extends ChildClock<RangeCorrelatedClock.Settings> {

    /**
     * @param tickRate what it says of itself, in ticks a second
     * @throws IllegalArgumentException if the rate is not positive, or the correlations are at the same ticks of the parent
     */
    public RangeCorrelatedClock(Clock parent, double tickRate, Correlation first, Correlation second) {
        super(new Settings(parent, tickRate, first, second));
    }

    /** One of the two points. */
    public Correlation first() {
        return plan().first();
    }

    /** The other of the two points. */
    public Correlation second() {
        return plan().second();
    }

    /**
     * Lays the line through two other points, in any order, and tells those who listen if they are new.
     *
     * @throws IllegalArgumentException if they are at the same ticks of the parent
     */
    public void set(Correlation first, Correlation second) {
        change(settings -> new Settings(settings.parent(), settings.tickRate(), first, second));
    }

    /** What is set together. */
    record Settings(Clock parent, double tickRate, Correlation first, Correlation second) implements Plan {

        Settings {
            Objects.requireNonNull(parent);
            tickRate = Checks.tickRate(tickRate);
            if (first.parent().equals(second.parent())) {
                throw new IllegalArgumentException("Expected two correlations at different ticks of the parent, got "
                        + first + " and " + second + ": no line follows from one point");
            }
        }

        @Override
        public LineFrame over(Clock clock, Frame parentFrame) {
            Ratio down = Ratio.slope(second.child(), first.child(), second.parent(), first.parent());
            boolean level = second.child().equals(first.child());
            @Nullable
            Ratio up = level ? null : Ratio.slope(second.parent(), first.parent(), second.child(), first.child());
            Line line = new Line(tickRate, 1, first.parent(), first.child(), down, up, List.of(first, second));
            return new LineFrame(this, clock, parentFrame, line);
        }
    }
}
