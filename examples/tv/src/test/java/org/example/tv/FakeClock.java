package org.example.tv;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.Ticks;

/** A wall clock that is moved by hand. */
final class FakeClock extends Clock {

    private static final double NANOS_PER_SEC = 1e9;

    private volatile long now = 5_000_000_000L;

    void advance(double seconds) {
        now += Math.round(seconds * NANOS_PER_SEC);
    }

    @Override
    public Ticks now() {
        return Ticks.of(now);
    }

    @Override
    public double tickRate() {
        return NANOS_PER_SEC;
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public Clock parent() {
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
        return 500;
    }

    @Override
    protected double errorInSecAt(Ticks own) {
        return 1e-6;
    }
}
