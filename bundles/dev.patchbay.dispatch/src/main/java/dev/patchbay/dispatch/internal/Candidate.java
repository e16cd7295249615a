package dev.patchbay.dispatch.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One component that answers to a name, and how many calls are on it. Once it is leaving nobody can get on it any
 * more, and whoever removes it can wait for those that still are.
 *
 * <p>Every call passes here twice, from different threads, so there is no lock to meet at.
 *
 * @param <T> what a call needs to be made on it
 */
final class Candidate<T> {

    /** The sign bit of the count says that it is leaving. */
    private static final int LEAVING = Integer.MIN_VALUE;

    private final Comparable<?> reference;
    private final T target;
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile long leftAt;

    /** @param reference orders candidates of one name; the largest answers */
    Candidate(Comparable<?> reference, T target) {
        this.reference = reference;
        this.target = target;
    }

    Comparable<?> reference() {
        return reference;
    }

    T target() {
        return target;
    }

    /** Gets on it; false when it is leaving. */
    boolean acquire() {
        int now = calls.get();
        while (now >= 0) {
            if (calls.compareAndSet(now, now + 1)) {
                return true;
            }
            now = calls.get();
        }
        return false;
    }

    /** Gets off it. */
    void release() {
        tellWhenIdle(calls.decrementAndGet());
    }

    /** From now on nobody gets on it. */
    void leave() {
        leftAt = System.nanoTime();
        tellWhenIdle(calls.accumulateAndGet(LEAVING, (now, leaving) -> now | leaving));
    }

    private void tellWhenIdle(int now) {
        if (now == LEAVING) {
            idle.countDown();
        }
    }

    /** When it left, by {@link System#nanoTime}; tells its departure from that of another. */
    long leftAt() {
        return leftAt;
    }

    /** Waits until it is leaving and nobody is on it; false when the time passed or the thread was interrupted before. */
    boolean awaitIdle(long timeoutInMs) {
        try {
            return idle.await(timeoutInMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many are on it. */
    int calls() {
        return calls.get() & ~LEAVING;
    }
}
