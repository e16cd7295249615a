package dev.patchbay.protocol.jsonrpc.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast one connection may call: a bucket that holds the calls of one second, and fills as time goes by. Asked by one
 * thread at a time.
 */
final class CallRate {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private double left = Double.MAX_VALUE;
    private long filledAt;

    /** @param nanoTime a clock that only goes forward, in ns */
    CallRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Takes one call out of the bucket; false when it is empty. A bucket nobody took from yet is full. */
    boolean take(int perSecond) {
        long now = nanoTime.getAsLong();
        left = Math.min(perSecond, left + (now - filledAt) / NANOS_PER_SECOND * perSecond);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
