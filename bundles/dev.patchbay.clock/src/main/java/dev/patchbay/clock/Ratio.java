package dev.patchbay.clock;

/**
 * A quotient with twice the digits of a double, to multiply ticks by.
 *
 * <p>Ten years are 3 * 10^17 nanoseconds; times a mere double that is off by tens of them. The product of two doubles is
 * exact as the sum of two (a fused multiply-add gives the second), which is all this takes.
 */
final class Ratio {

    /** Nearer than this to a whole tick, the arithmetic cannot tell it from that tick. */
    private static final double DOUBT = 0x1p-42;

    private static final double GREATEST_DOUBT = 0x1p-10;

    private final double high;
    private final double low;
    private final double doubt;

    private Ratio(double high, double low) {
        this.high = high;
        this.low = low;
        this.doubt = Math.min(GREATEST_DOUBT, DOUBT * Math.max(1, Math.abs(high)));
    }

    /** a * b / c */
    static Ratio of(double a, double b, double c) {
        double product = a * b;
        return divide(product, Math.fma(a, b, -product), c, 0);
    }

    /** a / (b * c) */
    static Ratio inverse(double a, double b, double c) {
        double product = b * c;
        return divide(a, 0, product, Math.fma(b, c, -product));
    }

    /** (a - b) / (c - d) */
    static Ratio slope(Ticks a, Ticks b, Ticks c, Ticks d) {
        double rise = a.minus(b);
        double run = c.minus(d);
        return divide(rise, rest(a, b, rise), run, rest(c, d, run));
    }

    private static double rest(Ticks a, Ticks b, double difference) {
        double floor = Math.floor(difference);
        return (double) (a.whole() - b.whole() - (long) floor) + (a.fraction() - b.fraction()) - (difference - floor);
    }

    private static Ratio divide(double n, double nRest, double d, double dRest) {
        double first = n / d;
        double second = (Math.fma(-first, d, n) + nRest - first * dRest) / d;
        double high = first + second;
        return new Ratio(high, second - (high - first));
    }

    /** So many whole units times this ratio, floored. Does not allocate. */
    long floorOf(long whole) {
        double x = (double) (whole >> 32) * 0x1p32;
        double y = (double) (whole & 0xFFFF_FFFFL);
        double xProduct = x * high;
        double yProduct = y * high;
        double xFloor = Math.floor(xProduct);
        double yFloor = Math.floor(yProduct);
        double rest = Math.fma(x, high, -xProduct) + Math.fma(y, high, -yProduct) + x * low + y * low;
        double fraction = (xProduct - xFloor) + (yProduct - yFloor) + rest;
        return Math.addExact(Math.addExact(exact(xFloor), exact(yFloor)), (long) Math.floor(nearest(fraction)));
    }

    /** The base and (to - from) times this ratio. */
    Ticks along(Ticks base, Ticks from, Ticks to) {
        if (high == 0) { // the very base, however near to a whole tick
            return base;
        }
        long difference = Math.subtractExact(to.whole(), from.whole());
        double x = (double) (difference >> 32) * 0x1p32;
        double y = (double) (difference & 0xFFFF_FFFFL);
        double fraction = to.fraction() - from.fraction();
        double xProduct = x * high;
        double yProduct = y * high;
        double xFloor = Math.floor(xProduct);
        double yFloor = Math.floor(yProduct);
        double rest = Math.fma(x, high, -xProduct) + Math.fma(y, high, -yProduct) + x * low + y * low + fraction * high;
        return Ticks.sum(
                Math.addExact(base.whole(), exact(xFloor)),
                exact(yFloor),
                nearest(base.fraction() + (xProduct - xFloor) + (yProduct - yFloor) + rest));
    }

    /** Without this, what is exactly tick 810000 would be 809999 and 0.9999999999999999. */
    private double nearest(double fraction) {
        double tick = Math.rint(fraction);
        return Math.abs(fraction - tick) < doubt ? tick : fraction;
    }

    private static long exact(double whole) {
        if (!(Math.abs(whole) < 0x1p63)) {
            throw new ArithmeticException("Expected ticks that fit into 64 bits, got " + whole
                    + ": the clock is too far from its correlation for its rate and speed");
        }
        return (long) whole;
    }
}
