package dev.patchbay.benchmarks.task;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts numbered events, and looks whether each is the next one. Thread-safe. */
final class EventTally {

    private long next;
    private long expected;
    private long heard;
    private long wrong;
    private long firstAt;
    private long lastAt;

    /** Counts anew. */
    synchronized Map<String, Long> expect(long first, int count) {
        next = first;
        expected = count;
        heard = 0;
        wrong = 0;
        return Map.of("expected", expected);
    }

    synchronized void heard(long number) {
        wrong += number == next ? 0 : 1;
        next = number + 1;
        heard++;
        if (heard == 1) {
            firstAt = System.nanoTime();
        }
        if (heard == expected) {
            lastAt = System.nanoTime();
            notifyAll();
        }
    }

    /** Waits until as many as expected are there, or the time is over; without all of them there is no rate. */
    synchronized Map<String, Long> await(long timeoutInMs) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        while (heard < expected && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        long nanos = Math.max(1, lastAt - firstAt);
        long perSec = heard < expected ? 0 : (expected - 1) * TimeUnit.SECONDS.toNanos(1) / nanos;
        return Map.of("heard", heard, "lost", Math.max(0, expected - heard), "wrong", wrong, "perSec", perSec);
    }
}
