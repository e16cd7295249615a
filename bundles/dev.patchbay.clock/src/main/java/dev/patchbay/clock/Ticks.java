package dev.patchbay.clock;

/**
 * A reading of a clock: whole ticks, and the fraction of a tick beyond them.
 *
 * <p>The whole part stays a {@code long}, so a reading is exact at any uptime; a {@code double} of nanoseconds loses
 * single ones after 104 days. Minus a quarter of a tick is the whole tick -1 and the fraction 0.75. Immutable.
 *
 * @param whole whole ticks, floored: towards negative infinity
 * @param fraction of a tick beyond them, at least 0 and below 1
 */
public record Ticks(long whole, double fraction) implements Comparable<Ticks> {

    /** Tick 0. */
    public static final Ticks ZERO = new Ticks(0, 0);

    private static final double FIRST_BEYOND_LONG = 0x1p63;

    /** @throws IllegalArgumentException if the fraction is not at least 0 and below 1 */
    public Ticks {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "Expected a fraction of a tick of at least 0 and below 1, got " + fraction);
        }
        fraction += 0.0; // -0.0 would be unequal to 0.0
    }

    /** So many whole ticks. */
    public static Ticks of(long whole) {
        return new Ticks(whole, 0);
    }

    /**
     * So many ticks, floored: -0.25 is the whole tick -1 and 0.75 beyond it.
     *
     * @throws IllegalArgumentException if that is not a number
     * @throws ArithmeticException if that is beyond what a {@code long} holds
     */
    public static Ticks of(double ticks) {
        return ZERO.plus(ticks);
    }

    /**
     * This reading and so many ticks, which may be negative.
     *
     * @throws IllegalArgumentException if that is not a number
     * @throws ArithmeticException if that or the sum is beyond what a {@code long} holds
     */
    public Ticks plus(double ticks) {
        double floor = Math.floor(ticks);
        if (Double.isNaN(ticks)) {
            throw new IllegalArgumentException("Expected a number of ticks, got " + ticks);
        }
        if (floor < -FIRST_BEYOND_LONG || floor >= FIRST_BEYOND_LONG) {
            throw new ArithmeticException("Expected ticks that fit into 64 bits, got " + ticks);
        }
        return sum(whole, (long) floor, fraction + (ticks - floor));
    }

    /**
     * This reading and so many whole ticks, which may be negative; the fraction stays.
     *
     * @throws ArithmeticException if the sum is beyond what a {@code long} holds
     */
    public Ticks plus(long ticks) {
        return new Ticks(Math.addExact(whole, ticks), fraction);
    }

    /** How many ticks this is after the other; negative if before. Exact below 2^53 ticks of difference. */
    public double minus(Ticks other) {
        long difference = whole - other.whole;
        if (((whole ^ other.whole) & (whole ^ difference)) < 0) { // more than 64 bits
            return (double) whole - other.whole;
        }
        return difference + (fraction - other.fraction);
    }

    /** As a floating point number: exact to a tick below 2^53 only. */
    public double toDouble() {
        return whole + fraction;
    }

    /** Whole ticks towards zero: -0.25 is 0, where {@link #whole()} is -1. */
    public long truncated() {
        return whole < 0 && fraction > 0 ? whole + 1 : whole;
    }

    /** The nearest whole tick, half a tick upwards. For ticks converted there and back, where flooring may lose one. */
    public long rounded() {
        return fraction >= 0.5 ? Math.addExact(whole, 1) : whole;
    }

    @Override
    public int compareTo(Ticks other) {
        int byWhole = Long.compare(whole, other.whole);
        return byWhole != 0 ? byWhole : Double.compare(fraction, other.fraction);
    }

    /** Whole ticks of two, and a sum of fractions of any sign and size. */
    static Ticks sum(long a, long b, double fractions) {
        double carry = Math.floor(fractions);
        double rest = fractions - carry;
        if (rest >= 1) { // a hair below zero, rounded up to a whole tick
            carry++;
            rest = 0;
        }
        return new Ticks(Math.addExact(Math.addExact(a, b), (long) carry), rest);
    }
}
