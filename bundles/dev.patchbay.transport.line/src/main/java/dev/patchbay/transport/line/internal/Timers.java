package dev.patchbay.transport.line.internal;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an I/O thread has to do later. For that thread. */
final class Timers {

    private final PriorityQueue<Timer> queue = new PriorityQueue<>((a, b) -> Long.signum(a.dueInNs - b.dueInNs));

    /** Something to be done later, unless it is cancelled. */
    static final class Timer {

        private final long dueInNs;
        private @Nullable Runnable work;

        Timer(long dueInNs, Runnable work) {
            this.dueInNs = dueInNs;
            this.work = work;
        }

        /** Lets go of the work at once. Harmless when it has been done. */
        void cancel() {
            work = null;
        }
    }

    Timer after(long delayInMs, Runnable work) {
        Timer timer = new Timer(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayInMs), work);
        queue.add(timer);
        return timer;
    }

    /** How long to wait for the next, in milliseconds, at least 1; 0 when there is none. */
    long untilNextInMs() {
        dropCancelled();
        Timer first = queue.peek();
        return first == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(first.dueInNs - System.nanoTime()) + 1);
    }

    /** Takes one that is due; null when none is. */
    @Nullable
    Runnable poll() {
        dropCancelled();
        Timer first = queue.peek();
        if (first == null || first.dueInNs - System.nanoTime() > 0) {
            return null;
        }
        queue.remove();
        return first.work;
    }

    private void dropCancelled() {
        while (!queue.isEmpty() && queue.element().work == null) {
            queue.remove();
        }
    }
}
