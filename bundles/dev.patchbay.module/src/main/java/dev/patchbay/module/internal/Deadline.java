package dev.patchbay.module.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long the one thing that is under way may take. Made for things that begin and end thousands of times a second:
 * that sets no timer and cancels none. A timer is set when there is none, and when it fires it looks how things stand
 * by then. Thread-safe.
 */
final class Deadline<T> {

    private final Clock clock;
    private final Consumer<T> onPassed;

    /** Guarded by this, as all below: what is under way. */
    private @Nullable T subject;

    private long dueInNs;

    /** When the next look is; of looks that were set for later there may be some. */
    private long lookInNs;

    private boolean isWatched;

    /** @param onPassed told what was under way for too long, on a thread that must not be blocked */
    Deadline(Clock clock, Consumer<T> onPassed) {
        this.clock = clock;
        this.onPassed = onPassed;
    }

    /** It begins now, and may take so long; told from others by its identity. What was under way before is no concern any more. */
    synchronized void begin(T begun, long withinMs) {
        subject = begun;
        due(withinMs);
    }

    /** It may take so long from now on; does nothing when it is not under way. */
    synchronized void prolong(T begun, long withinMs) {
        if (subject == begun) {
            due(withinMs);
        }
    }

    /** It is over; does nothing when it is not under way. */
    synchronized void end(T begun) {
        if (subject == begun) {
            subject = null;
        }
    }

    private void due(long withinMs) {
        dueInNs = clock.nowInNs() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        if (!isWatched || dueInNs - lookInNs < 0) {
            lookLater(withinMs);
        }
    }

    private void lookLater(long inMs) {
        isWatched = true;
        lookInNs = clock.nowInNs() + TimeUnit.MILLISECONDS.toNanos(inMs);
        clock.later(inMs, this::look);
    }

    private void look() {
        T late = takeLate();
        if (late != null) {
            onPassed.accept(late);
        }
    }

    private synchronized @Nullable T takeLate() {
        long now = clock.nowInNs();
        if (isWatched && now - lookInNs >= 0) {
            isWatched = false;
        }
        T late = subject;
        if (late == null) {
            return null;
        }
        if (now - dueInNs >= 0) {
            subject = null;
            return late;
        }
        if (!isWatched) {
            lookLater(roundedUpToMs(dueInNs - now));
        }
        return null;
    }

    private static long roundedUpToMs(long ns) {
        return TimeUnit.NANOSECONDS.toMillis(ns + TimeUnit.MILLISECONDS.toNanos(1) - 1);
    }
}
