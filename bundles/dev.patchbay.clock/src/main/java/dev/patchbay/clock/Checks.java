package dev.patchbay.clock;

/** Refuses numbers no clock can have. */
final class Checks {

    private Checks() {}

    static double tickRate(double tickRate) {
        if (!(tickRate > 0 && tickRate <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Expected a tick rate of more than 0 ticks a second, got " + tickRate);
        }
        return tickRate;
    }

    static double speed(double speed) {
        return finite(speed, "a speed") + 0.0; // -0.0 would be unequal to 0.0
    }

    static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Expected " + what + " that is finite, got " + value);
        }
        return value;
    }

    static double notNegative(double value, String what) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Expected " + what + " of at least 0, got " + value);
        }
        return value;
    }
}
