package dev.patchbay.dispatch.internal;

import java.util.concurrent.TimeUnit;

/**
 * One component that answers to a name, and how many calls are on it. Once it is leaving nobody can get on it any
 * more, and whoever removes it can wait for those that still are.
 *
 * @param <T> what a call needs to be made on it
 */
final class Candidate<T> {

    private final Comparable<?> reference;
    private final T target;
    private int calls;
    private boolean leaving;
    private long leftAt;

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
    synchronized boolean acquire() {
        if (leaving) {
            return false;
        }
        calls++;
        return true;
    }

    /** Gets off it. */
    synchronized void release() {
        calls--;
        if (calls == 0) {
            notifyAll();
        }
    }

    /** From now on nobody gets on it. */
    synchronized void leave() {
        leaving = true;
        leftAt = System.nanoTime();
    }

    /** When it left, by {@link System#nanoTime}; tells its departure from that of another. */
    synchronized long leftAt() {
        return leftAt;
    }

    /** Waits until nobody is on it; false when the time passed or the thread was interrupted before. */
    synchronized boolean awaitIdle(long timeoutInMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        while (calls > 0) {
            long restInMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (restInMs <= 0) {
                return false;
            }
            try {
                wait(restInMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    synchronized int calls() {
        return calls;
    }
}
