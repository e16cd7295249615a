package dev.patchbay.dispatch.internal;

/**
 * Whether the current thread works for a call already, or answers one. Then it takes no other on: calls that call, and
 * answers that bring the next call, would pile up on its stack, and hold the first one for as long as they go on.
 */
final class Occupation {

    /** Empty but within {@link #begin} and {@link #end}, so that threads of others keep nothing of it. */
    private static final ThreadLocal<Boolean> OCCUPIED = new ThreadLocal<>();

    private Occupation() {}

    /** Whether the current thread works for no call. */
    static boolean isFree() {
        return OCCUPIED.get() == null;
    }

    /**
     * The current thread works for a call until {@link #end}.
     *
     * @return whether it did not already; to be handed to {@link #end}
     */
    static boolean begin() {
        if (!isFree()) {
            return false;
        }
        OCCUPIED.set(true);
        return true;
    }

    /** @param hasBegun what {@link #begin} returned */
    static void end(boolean hasBegun) {
        if (hasBegun) {
            OCCUPIED.remove();
        }
    }
}
