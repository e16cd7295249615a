package dev.patchbay.protocol.dvbcss.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Says when something that may happen at any rate is to be logged: once in a while. Thread-safe. */
final class LogLimit {

    /** What {@link #due} says when it is not. */
    static final long NOT_NOW = -1;

    private final LongSupplier nanoTime;
    private final long pauseInNs;
    private final AtomicLong nextAtInNs;
    private final LongAdder suppressed = new LongAdder();

    LogLimit(LongSupplier nanoTime, long pauseInSec) {
        this.nanoTime = nanoTime;
        this.pauseInNs = TimeUnit.SECONDS.toNanos(pauseInSec);
        this.nextAtInNs = new AtomicLong(nanoTime.getAsLong());
    }

    static LogLimit onceIn(long pauseInSec) {
        return new LogLimit(System::nanoTime, pauseInSec);
    }

    /** How many were not logged before this one; {@link #NOT_NOW} when this one must not be logged either. */
    long due() {
        long now = nanoTime.getAsLong();
        long next = nextAtInNs.get();
        if (now - next >= 0 && nextAtInNs.compareAndSet(next, now + pauseInNs)) {
            return suppressed.sumThenReset();
        }
        suppressed.increment();
        return NOT_NOW;
    }
}
