package dev.patchbay.clock;

import org.jspecify.annotations.Nullable;

/** A root that is moved by hand, and so shows that others can write clocks. */
class HandClock extends Clock {

    private final double tickRate;
    private volatile Ticks now;

    HandClock(double tickRate, long ticks) {
        this.tickRate = tickRate;
        now = Ticks.of(ticks);
    }

    /** As time passes: nobody is told. */
    void flowTo(long ticks) {
        now = Ticks.of(ticks);
    }

    void flowTo(Ticks ticks) {
        now = ticks;
    }

    /** As clocks are set: those who listen are told. */
    void jumpTo(long ticks) {
        flowTo(ticks);
        notifyChanged();
    }

    @Override
    public Ticks now() {
        return now;
    }

    @Override
    public double tickRate() {
        return tickRate;
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public @Nullable Clock parent() {
        return null;
    }

    @Override
    public Ticks toParent(Ticks own) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ticks fromParent(Ticks parent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double rootMaxFrequencyErrorInPpm() {
        return 45;
    }

    @Override
    protected double errorInSecAt(Ticks own) {
        return 0.001;
    }

    @Override
    public String toString() {
        return "hand";
    }
}
