package dev.patchbay.transport.http.internal;

/** Runs the calls of one connection's receiver, one at a time and in order. */
interface Turns {

    /** Runs each call at once on the thread that brings it: for receivers that never block. */
    Turns AT_ONCE = (bytes, call) -> call.run();

    /**
     * Has it run after those before it. Returns at once unless the call itself is run here.
     *
     * @param bytes what it holds while it waits
     * @param call must not throw
     */
    void take(int bytes, Runnable call);

    /** Whether to read on now. After a no, whoever made this is told when to read on. */
    default boolean wantsMore() {
        return true;
    }

    /** Whether reading waits for the receiver. */
    default boolean isHeld() {
        return false;
    }

    /** Never says no from now on: what is read will not be handed over. */
    default void stopHolding() {}
}
