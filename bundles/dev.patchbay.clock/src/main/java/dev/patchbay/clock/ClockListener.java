package dev.patchbay.clock;

/** Is told when a clock, or one it is computed from, is no longer what it was. */
@FunctionalInterface
public interface ClockListener {

    /**
     * The clock's timing or its overall availability changed; read the clock again to know how.
     *
     * <p>Called on the thread that made the change, after it and outside of any lock of the library. Changes made by two
     * threads are told by those two, perhaps at once and in either order. It should be brief and may not block: it holds
     * up whoever changes the clock, and the listeners after it. It may change clocks and end subscriptions, its own too.
     *
     * <p>What it throws is logged as a warning by the logger {@code dev.patchbay.clock.Clock}; the others are still told,
     * and the one who made the change does not notice.
     *
     * @param cause the clock that was changed: the one listened to, or an ancestor of it
     */
    void changed(Clock cause);
}
