package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Entries that wait to be written, in order; those that find it full are dropped and counted. Thread-safe. */
final class Backlog {

    private final Limits limits;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Entry> entries = new ArrayDeque<>();
    private long chars;
    private long dropped;
    private boolean isClosed;
    private long endInNs;

    Backlog(Limits limits) {
        this.limits = limits;
    }

    /** Takes an entry, or drops it. Returns at once. */
    void add(Entry entry) {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            if (entries.size() >= limits.mostEntries() || chars + chars(entry) > limits.mostChars()) {
                dropped++;
                return;
            }
            entries.add(entry);
            chars += chars(entry);
            if (entries.size() == 1 || entries.size() == limits.enoughEntries()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private static long chars(Entry entry) {
        return (long) entry.inputJson().length() + entry.outputJson().length();
    }

    /**
     * Waits until there is something to write, and a little longer for more of it.
     *
     * @return false when it is closed, and all is written or it is time to give up
     */
    boolean await() throws InterruptedException {
        lock.lock();
        try {
            while (entries.isEmpty() && !isClosed) {
                changed.await();
            }
            long left = TimeUnit.MILLISECONDS.toNanos(limits.gatherInMs());
            while (left > 0 && entries.size() < limits.enoughEntries() && !isClosed) {
                left = changed.awaitNanos(left);
            }
            return !entries.isEmpty() && !(isClosed && System.nanoTime() - endInNs >= 0);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits after a failure; less when it is closed meanwhile. */
    void pause() throws InterruptedException {
        lock.lock();
        try {
            boolean wasClosed = isClosed;
            long left = TimeUnit.MILLISECONDS.toNanos(limits.retryInMs());
            while (left > 0 && isClosed == wasClosed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest ones; they stay until {@link #remove}. */
    List<Entry> first() {
        lock.lock();
        try {
            return entries.stream().limit(limits.mostTogether()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the oldest ones, which are written. @return whether none waits any more */
    boolean remove(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                chars -= chars(entries.remove());
            }
            return entries.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How many were dropped since the count was last taken. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #dropped}, and counts from zero again. */
    long takeDropped() {
        lock.lock();
        try {
            long taken = dropped;
            dropped = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is taken, and what waits is given up after the time that is set. */
    void close() {
        lock.lock();
        try {
            endInNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.endInMs());
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
