package dev.patchbay.clock;

import org.jspecify.annotations.Nullable;

/**
 * The root of all clocks: the monotonic clock of the system, in whole ticks.
 *
 * <p>All of a process have one origin: at one instant all show the same, scaled by their rates. Ticks are never negative
 * and have nothing to do with the time of day. Rate and speed are fixed, and it is always available.
 *
 * <p>Its error is the precision it measured when it was made: the smallest step it saw between two readings. That takes
 * about a millisecond.
 */
public final class SysClock extends Clock {

    /** Nanoseconds. */
    private static final double DEFAULT_TICK_RATE = 1e9;

    private static final double DEFAULT_MAX_FREQUENCY_ERROR_IN_PPM = 500;

    /** Instants before this class was loaded are not negative either, if they are not older than that. */
    private static final long LEAD_IN_NS = 3_600_000_000_000L;

    private static final long SHARED_ORIGIN = System.nanoTime() - LEAD_IN_NS;

    private static final double NANOS_PER_SEC = 1e9;
    private static final int FEWEST_PAIRS = 10;
    private static final int MOST_PAIRS = 10_000;

    private final double tickRate;
    private final double maxFrequencyErrorInPpm;
    private final long origin;
    private final Ratio ticksPerNano;
    private final boolean nanoTicks;
    private final double precisionInSec;
    private final Frame frame;

    /** A billion ticks a second; at most 500 ppm too fast or too slow, which is meant to be pessimistic. */
    public SysClock() {
        this(DEFAULT_TICK_RATE, DEFAULT_MAX_FREQUENCY_ERROR_IN_PPM);
    }

    /**
     * So many ticks a second, and at most so many parts per million too fast or too slow.
     *
     * @throws IllegalArgumentException if the rate is not positive, or the error negative
     */
    public SysClock(double tickRate, double maxFrequencyErrorInPpm) {
        this(tickRate, maxFrequencyErrorInPpm, SHARED_ORIGIN);
    }

    private SysClock(double tickRate, double maxFrequencyErrorInPpm, long origin) {
        this.tickRate = Checks.tickRate(tickRate);
        this.maxFrequencyErrorInPpm = Checks.notNegative(maxFrequencyErrorInPpm, "a frequency error in ppm");
        this.origin = origin;
        this.ticksPerNano = Ratio.of(tickRate, 1, NANOS_PER_SEC);
        this.nanoTicks = tickRate == NANOS_PER_SEC;
        this.frame = new LiveFrame(this, null);
        this.precisionInSec = measurePrecision();
    }

    /**
     * Nanosecond ticks that are those of {@link System#nanoTime()}, to be compared with another program's on this host;
     * the shared origin after all if those are negative.
     */
    public static SysClock raw() {
        long origin = System.nanoTime() >= 0 ? 0 : SHARED_ORIGIN;
        return new SysClock(DEFAULT_TICK_RATE, DEFAULT_MAX_FREQUENCY_ERROR_IN_PPM, origin);
    }

    @Override
    public Ticks now() {
        return Ticks.of(ticks());
    }

    /** Whole ticks now. Does not allocate. */
    @Override
    public long ticks() {
        return ticksAt(System.nanoTime());
    }

    /**
     * Whole ticks at an instant that was taken earlier. Does not allocate.
     *
     * @param nanoTime from {@link System#nanoTime()} in this process
     * @return at least 0, which is also the answer for what is before the origin
     */
    public long ticksAt(long nanoTime) {
        long nanos = Math.max(0, nanoTime - origin);
        return nanoTicks ? nanos : ticksPerNano.floorOf(nanos);
    }

    /** The smallest step between two readings, in seconds; more than 0. */
    public double precisionInSec() {
        return precisionInSec;
    }

    @Override
    public double tickRate() {
        return tickRate;
    }

    /** Always 1. */
    @Override
    public double speed() {
        return 1;
    }

    /** Always null. */
    @Override
    public @Nullable Clock parent() {
        return null;
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public Ticks toParent(Ticks own) {
        throw new UnsupportedOperationException("A system clock is a root: it has no parent to convert to");
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public Ticks fromParent(Ticks parent) {
        throw new UnsupportedOperationException("A system clock is a root: it has no parent to convert from");
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void setAvailable(boolean available) {
        throw new UnsupportedOperationException(
                "A system clock is always available: set the availability of a clock under it");
    }

    @Override
    public double rootMaxFrequencyErrorInPpm() {
        return maxFrequencyErrorInPpm;
    }

    @Override
    protected double errorInSecAt(Ticks own) {
        return precisionInSec;
    }

    @Override
    Frame frame() {
        return frame;
    }

    @Override
    public String toString() {
        return "SysClock(" + tickRate + "/s)";
    }

    private double measurePrecision() {
        int pairs = (int) Math.max(FEWEST_PAIRS, Math.min(MOST_PAIRS, tickRate / 10));
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < pairs; i++) {
            long first = ticks();
            long step = ticks() - first;
            if (step > 0 && step < smallest) {
                smallest = step;
            }
        }
        boolean neverStepped = smallest == Long.MAX_VALUE; // a tick is long, and cannot be known better than that
        return (neverStepped ? 1 : smallest) / tickRate;
    }
}
