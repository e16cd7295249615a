package dev.patchbay.clock;

/** Two clocks are not computed from the same root, so ticks of one say nothing about the other. */
public class NoCommonClockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Those two have nothing in common. */
    public NoCommonClockException(Clock one, Clock other) {
        super("Expected two clocks with a common ancestor, got " + one + " with the root " + one.root() + " and "
                + other
                + " with the root " + other.root()
                + ": let both hang under the same root, which is the one wall clock on a node");
    }
}
