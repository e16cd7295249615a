package dev.patchbay.benchmarks.driver;

import java.util.concurrent.TimeUnit;

/**
 * What a fan-out gave.
 *
 * @param delivered messages that came in, all subscribers together
 * @param missing messages that did not, although they were waited for
 * @param wrong messages that were not the next one of their subscriber, and refused bursts
 * @param elapsedInNanos from the first burst to the last delivery
 * @param latency from a burst to its last delivery
 */
public record Deliveries(long delivered, long missing, long wrong, long elapsedInNanos, Histogram latency) {

    /** Deliveries a second. */
    public double rate() {
        return delivered * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, elapsedInNanos);
    }
}
