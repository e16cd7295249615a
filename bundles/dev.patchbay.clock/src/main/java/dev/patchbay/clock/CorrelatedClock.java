package dev.patchbay.clock;

import dev.patchbay.clock.LineFrame.Line;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A clock that is tied to its parent at one point, and runs from there at its own rate and speed.
 *
 * <p>It shows {@code child + (parent now - parent) * rate * speed / parent's rate}, where (parent, child) is its
 * correlation. Whoever changes correlation, speed, rate or parent tells those who listen, once for each method called,
 * and only if something is different afterwards. All methods may be called from any thread.
 *
 * <p>Changing speed or rate leaves the correlation where it is, so what the clock shows now jumps, unless it is
 * {@linkplain #rebaseAt rebased} before; {@link #pause()}, {@link #resume()} and {@link TunableClock} do that.
 *
 * <p>The tick rate of a parent may change too; the child's correlation then holds for the parent's new ticks.
 */
public class CorrelatedClock extends ChildClock<CorrelatedClock.Settings> {

    /** With tick 0 at the parent's tick 0, and speed 1. */
    public CorrelatedClock(Clock parent, double tickRate) {
        this(parent, tickRate, Correlation.ZERO);
    }

    /** With speed 1. */
    public CorrelatedClock(Clock parent, double tickRate, Correlation correlation) {
        this(parent, tickRate, correlation, 1);
    }

    /** @throws IllegalArgumentException if the rate is not positive, or the speed not finite */
    public CorrelatedClock(Clock parent, double tickRate, Correlation correlation, double speed) {
        super(new Settings(parent, tickRate, correlation, speed));
    }

    /** Where it is tied to its parent. */
    public final Correlation correlation() {
        return plan().correlation();
    }

    /** Ties it elsewhere. */
    public final void setCorrelation(Correlation correlation) {
        change(settings -> settings.with(correlation));
    }

    /**
     * Lets it run at another speed, around the same correlation: what it shows now jumps.
     *
     * @throws IllegalArgumentException if the speed is not finite
     */
    public void setSpeed(double speed) {
        change(settings -> settings.with(speed));
    }

    /**
     * Ties it elsewhere and sets the speed, as one change.
     *
     * @throws IllegalArgumentException if the speed is not finite
     */
    public final void set(Correlation correlation, double speed) {
        change(settings -> settings.with(correlation).with(speed));
    }

    /**
     * Lets it tick at another rate, around the same correlation: what it shows now jumps.
     *
     * @throws IllegalArgumentException if the rate is not positive
     */
    public void setTickRate(double tickRate) {
        change(settings -> settings.withTickRate(tickRate));
    }

    /**
     * Lets it hang under another clock; the correlation's parent ticks are ticks of that one from now on.
     *
     * @throws IllegalArgumentException if that is this clock, or hangs under it
     */
    public final void setParent(Clock parent) {
        adopt(parent, settings -> settings.withParent(parent));
    }

    /**
     * Ties it to its parent at another point of the same line, where its own ticks are those. Nothing else changes, so
     * nobody is told. The error it has at those ticks becomes the initial one.
     *
     * @throws IllegalArgumentException if it stands still, and not at those ticks
     */
    public final void rebaseAt(Ticks own) {
        replace(settings -> rebased(settings, own));
    }

    /** Makes it stand still where it is; nothing if it does already. */
    public final void pause() {
        change(settings ->
                settings.speed() == 0 ? settings : rebasedNow(settings).with(0));
    }

    /** Lets it run on from where it is, at speed 1; nothing if it does already. */
    public final void resume() {
        change(settings ->
                settings.speed() == 1 ? settings : rebasedNow(settings).with(1));
    }

    /** Moves it to those ticks now; speed and error stay. */
    public final void seek(Ticks own) {
        Objects.requireNonNull(own);
        change(settings -> {
            Settings now = rebasedNow(settings);
            return now.with(now.correlation().withChild(own));
        });
    }

    /**
     * How far a new correlation would move it, in its own seconds: at least 0, or infinite if the speed would be another.
     */
    public final double changeInSec(Correlation correlation, double speed) {
        LineFrame frame = frame();
        if (frame.speed != speed) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs(correlation.child().minus(frame.fromParent(correlation.parent()))) / frame.tickRate;
    }

    /**
     * Whether a new correlation would move it by more than so many of its own seconds, or change its speed; what is less is
     * not worth telling anyone.
     */
    public final boolean isSignificant(Correlation correlation, double speed, double thresholdInSec) {
        return changeInSec(correlation, speed) > thresholdInSec;
    }

    /** Where it is now becomes its correlation, with the error of now; then so. */
    final void changeFromNow(UnaryOperator<Settings> next) {
        change(settings -> {
            Settings after = next.apply(settings);
            return after.equals(settings) ? settings : next.apply(rebasedNow(settings));
        });
    }

    private Settings rebased(Settings settings, Ticks own) {
        LineFrame frame = frameOf(settings);
        Ticks parentTicks = frame.toParent(own);
        if (parentTicks == null) {
            throw new IllegalArgumentException(
                    "Expected the ticks " + settings.correlation().child() + ", at which the clock stands still, got "
                            + own + ": set its correlation, or let it run first");
        }
        return settings.with(carried(settings, frame, parentTicks, own));
    }

    private Settings rebasedNow(Settings settings) {
        LineFrame frame = frameOf(settings);
        Ticks parentNow = frame.parentNow();
        return settings.with(carried(settings, frame, parentNow, frame.fromParent(parentNow)));
    }

    private static Correlation carried(Settings settings, LineFrame frame, Ticks parentTicks, Ticks own) {
        return new Correlation(
                parentTicks, own, frame.errorAt(own), settings.correlation().errorGrowthRate());
    }

    /** What is set together. */
    record Settings(Clock parent, double tickRate, Correlation correlation, double speed) implements Plan {

        Settings {
            Objects.requireNonNull(parent);
            Objects.requireNonNull(correlation);
            tickRate = Checks.tickRate(tickRate);
            speed = Checks.speed(speed);
        }

        Settings with(Correlation other) {
            return new Settings(parent, tickRate, other, speed);
        }

        Settings with(double otherSpeed) {
            return new Settings(parent, tickRate, correlation, otherSpeed);
        }

        Settings withTickRate(double other) {
            return new Settings(parent, other, correlation, speed);
        }

        Settings withParent(Clock other) {
            return new Settings(other, tickRate, correlation, speed);
        }

        @Override
        public LineFrame over(Clock clock, Frame parentFrame) {
            Ratio down = Ratio.of(tickRate, speed, parentFrame.tickRate);
            @Nullable Ratio up = speed == 0 ? null : Ratio.inverse(parentFrame.tickRate, tickRate, speed);
            Line line = new Line(
                    tickRate, speed, correlation.parent(), correlation.child(), down, up, List.of(correlation));
            return new LineFrame(this, clock, parentFrame, line);
        }
    }
}
