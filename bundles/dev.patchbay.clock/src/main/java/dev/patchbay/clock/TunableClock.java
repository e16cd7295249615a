package dev.patchbay.clock;

/**
 * A correlated clock that can be tuned while it runs: a new speed or tick rate holds from now on, and what it shows does
 * not jump.
 *
 * <p>All methods may be called from any thread; each tells those who listen once, and only if something is different
 * afterwards.
 */
public final class TunableClock extends CorrelatedClock {

    /** Shows those ticks now, and runs on from there at speed 1. */
    public TunableClock(Clock parent, double tickRate, Ticks now) {
        super(parent, tickRate, Correlation.of(parent.now(), now));
    }

    /** {@inheritDoc} */
    public TunableClock(Clock parent, double tickRate, Correlation correlation, double speed) {
        super(parent, tickRate, correlation, speed);
    }

    /**
     * Lets it run at another speed from now on.
     *
     * @throws IllegalArgumentException if the speed is not finite
     */
    @Override
    public void setSpeed(double speed) {
        changeFromNow(settings -> settings.with(speed));
    }

    /**
     * Lets it tick at another rate from now on: it goes on counting from the ticks it shows.
     *
     * @throws IllegalArgumentException if the rate is not positive
     */
    @Override
    public void setTickRate(double tickRate) {
        changeFromNow(settings -> settings.withTickRate(tickRate));
    }

    /** How many ticks a second it gains on what is normal; negative if it loses. */
    public double slewInTicksPerSec() {
        LineFrame frame = frame();
        return (frame.speed - 1) * frame.tickRate;
    }

    /**
     * Lets it gain so many ticks a second on what is normal from now on, by its speed.
     *
     * @throws IllegalArgumentException if that is not finite
     */
    public void setSlewInTicksPerSec(double slew) {
        Checks.finite(slew, "a slew");
        changeFromNow(settings -> settings.with(1 + slew / settings.tickRate()));
    }

    /**
     * Moves it by so many ticks, backwards if negative.
     *
     * @throws IllegalArgumentException if that is not a number
     */
    public void adjust(double ticks) {
        change(settings -> {
            Correlation correlation = settings.correlation();
            return settings.with(correlation.withChild(correlation.child().plus(ticks)));
        });
    }
}
