package dev.patchbay.dispatch.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a method that is marked as brief is so. One overrun may be the fault of a busy machine; some of them within a
 * short time, or a long one, are its own, and then it is not believed any more. Thread-safe.
 */
final class Briefness {

    /** What takes longer is an overrun. */
    static final long LIMIT_IN_MS = 100;

    /** What takes as long as this is not brief, whatever the machine does. */
    static final long HANG_IN_MS = 1_000;

    /** So many overruns within {@link #MEMORY_IN_MS} are too many. */
    static final int MOST_OVERRUNS = 3;

    static final long MEMORY_IN_MS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(Briefness.class);

    private final String name;
    private volatile boolean isTrusted = true;

    /** Guarded by this: when the last overruns were, by {@link System#nanoTime}. */
    private final Deque<Long> overruns = new ArrayDeque<>(MOST_OVERRUNS);

    /** @param name of the method, as it is called */
    Briefness(String name) {
        this.name = name;
    }

    boolean isTrusted() {
        return isTrusted;
    }

    /** A call is over. @param now by {@link System#nanoTime} */
    void took(long nanos, long now) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis >= HANG_IN_MS || millis >= LIMIT_IN_MS && isOneTooMany(now)) {
            distrust("it took " + millis + " ms", null);
        }
    }

    private synchronized boolean isOneTooMany(long now) {
        overruns.addLast(now);
        while (now - overruns.getFirst() > TimeUnit.MILLISECONDS.toNanos(MEMORY_IN_MS)) {
            overruns.removeFirst();
        }
        return overruns.size() >= MOST_OVERRUNS;
    }

    /** A call has gone on for so long and still does. */
    void hangs(long nanos, Thread thread) {
        if (isTrusted) {
            Throwable where = new Throwable("This is where it is");
            where.setStackTrace(thread.getStackTrace());
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
            distrust("it has kept " + thread.getName() + " for " + millis + " ms and still does", where);
        }
    }

    private synchronized void distrust(String reason, @Nullable Throwable where) {
        if (isTrusted) {
            isTrusted = false;
            LOG.warn(
                    "Expected '{}' to be brief, as it is marked, but {}; from now on it gets a thread for each call. Speed"
                            + " it up, or take 'brief' off it",
                    name,
                    reason,
                    where);
        }
    }
}
