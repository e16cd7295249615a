package dev.patchbay.cluster.zephserver.internal;

import java.net.SocketTimeoutException;

/** A bound for several waits together. */
final class Deadline {

    private static final long NANOS_IN_MS = 1_000_000;

    private final long endInNanos;
    private final int timeoutInMs;

    Deadline(int timeoutInMs) {
        this.timeoutInMs = timeoutInMs;
        this.endInNanos = System.nanoTime() + timeoutInMs * NANOS_IN_MS;
    }

    /**
     * At least 1, since 0 means for ever to a socket.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int remainingInMs() throws SocketTimeoutException {
        if (endInNanos - System.nanoTime() <= 0) {
            throw new SocketTimeoutException("No answer within " + timeoutInMs + " ms");
        }
        return Math.max(1, leftInMs());
    }

    /** Zero or less when it is over. */
    int leftInMs() {
        return (int) ((endInNanos - System.nanoTime()) / NANOS_IN_MS);
    }
}
