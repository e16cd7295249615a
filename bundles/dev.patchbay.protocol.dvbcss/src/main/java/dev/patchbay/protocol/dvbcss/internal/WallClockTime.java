package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.SysClock;

/** Reads a wall clock in nanoseconds. Thread-safe; does not allocate when the clock is the system's own. */
interface WallClockTime {

    double NANOS_PER_SECOND = 1e9;

    /** Now. */
    long nowInNs();

    /** @param nanoTime read from {@link System#nanoTime} a moment ago */
    long atInNs(long nanoTime);

    /** Of any clock; one that ticks at another rate is converted, rounded down. */
    static WallClockTime of(Clock clock) {
        return clock instanceof SysClock system && system.tickRate() == NANOS_PER_SECOND
                ? new OfSystem(system)
                : new OfAny(clock);
    }

    /** The usual one. */
    record OfSystem(SysClock clock) implements WallClockTime {

        @Override
        public long nowInNs() {
            return clock.ticks();
        }

        @Override
        public long atInNs(long nanoTime) {
            return clock.ticksAt(nanoTime);
        }
    }

    /** One that an application brought along. */
    record OfAny(Clock clock) implements WallClockTime {

        @Override
        public long nowInNs() {
            double rate = clock.tickRate();
            return rate == NANOS_PER_SECOND
                    ? clock.ticks()
                    : (long) Math.floor(clock.now().toDouble() / rate * NANOS_PER_SECOND);
        }

        @Override
        public long atInNs(long nanoTime) {
            return nowInNs() - (System.nanoTime() - nanoTime);
        }
    }
}
