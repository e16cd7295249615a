package dev.patchbay.clock;

/**
 * One instant on two clocks: when the parent showed that, the child showed this; and how far off that may be.
 *
 * <p>Immutable. Equal if all four values are.
 *
 * @param parent ticks of the parent clock
 * @param child ticks of the child clock at that instant
 * @param initialErrorInSec how far off the pair may be at that instant, in seconds; at least 0, infinite if unknown
 * @param errorGrowthRate by how much that grows, in seconds for each second of the parent clock before or after it; at
 *     least 0
 */
public record Correlation(Ticks parent, Ticks child, double initialErrorInSec, double errorGrowthRate) {

    /** Tick 0 is tick 0, without error. */
    public static final Correlation ZERO = of(0, 0);

    /** @throws IllegalArgumentException if an error is negative or not a number, or the growth not finite */
    public Correlation {
        if (!(initialErrorInSec >= 0)) {
            throw new IllegalArgumentException(
                    "Expected an initial error of at least 0 seconds, got " + initialErrorInSec);
        }
        if (!(errorGrowthRate >= 0 && errorGrowthRate <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "Expected an error growth of at least 0 seconds per second, got " + errorGrowthRate);
        }
        initialErrorInSec += 0.0; // -0.0 would be unequal to 0.0
        errorGrowthRate += 0.0;
    }

    /** A pair of whole ticks, without error. */
    public static Correlation of(long parentTicks, long childTicks) {
        return of(Ticks.of(parentTicks), Ticks.of(childTicks));
    }

    /** A pair of readings, without error. */
    public static Correlation of(Ticks parent, Ticks child) {
        return new Correlation(parent, child, 0, 0);
    }

    /** The same with other ticks of the parent. */
    public Correlation withParent(Ticks parentTicks) {
        return new Correlation(parentTicks, child, initialErrorInSec, errorGrowthRate);
    }

    /** The same with other ticks of the child. */
    public Correlation withChild(Ticks childTicks) {
        return new Correlation(parent, childTicks, initialErrorInSec, errorGrowthRate);
    }

    /** The same with another initial error, in seconds. */
    public Correlation withInitialError(double errorInSec) {
        return new Correlation(parent, child, errorInSec, errorGrowthRate);
    }

    /** The same with another growth of the error, in seconds per second. */
    public Correlation withErrorGrowthRate(double growthRate) {
        return new Correlation(parent, child, initialErrorInSec, growthRate);
    }

    /** How far off the pair may be at some tick of the parent that runs at that rate, in seconds. */
    double errorAt(Ticks parentTicks, double parentTickRate) {
        return initialErrorInSec + Math.abs(parentTicks.minus(parent)) / parentTickRate * errorGrowthRate;
    }
}
