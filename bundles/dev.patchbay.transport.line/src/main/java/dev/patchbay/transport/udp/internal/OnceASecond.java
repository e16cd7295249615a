package dev.patchbay.transport.udp.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Says when something that may come with every datagram is to be logged. Thread-safe. */
final class OnceASecond {

    /** What {@link #due} says when it is not. */
    static final long NOT_NOW = -1;

    private static final long PAUSE_IN_NS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final AtomicLong nextAtInNs;
    private final LongAdder suppressed = new LongAdder();

    OnceASecond(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        nextAtInNs = new AtomicLong(nanoTime.getAsLong());
    }

    /** How many were not logged before this one; {@link #NOT_NOW} when this one must not be logged either. */
    long due() {
        long now = nanoTime.getAsLong();
        long next = nextAtInNs.get();
        if (now - next >= 0 && nextAtInNs.compareAndSet(next, now + PAUSE_IN_NS)) {
            return suppressed.sumThenReset();
        }
        suppressed.increment();
        return NOT_NOW;
    }
}
