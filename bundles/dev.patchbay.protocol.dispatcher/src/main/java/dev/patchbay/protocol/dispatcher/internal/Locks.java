package dev.patchbay.protocol.dispatcher.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Named mutexes that clients share (spec §6). A mutex is not reentrant, and anybody may release it. Thread-safe. */
final class Locks {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Map<String, Mutex> mutexes = new TreeMap<>();

    /** A mutex and who holds it. */
    private static final class Mutex {

        private final Condition freed;
        private @Nullable Object holder;

        Mutex(Condition freed) {
            this.freed = freed;
        }

        void free() {
            holder = null;
            freed.signal();
        }
    }

    /** Makes one of that name, unless there is. */
    void init(String name) {
        lock.lock();
        try {
            mutex(name);
        } finally {
            lock.unlock();
        }
    }

    private Mutex mutex(String name) {
        return mutexes.computeIfAbsent(name, any -> new Mutex(lock.newCondition()));
    }

    /**
     * Waits for a mutex.
     *
     * @param timeoutInMs how long to wait for it, in milliseconds; negative for ever
     * @return whether the holder has it now
     */
    boolean acquire(String name, Object holder, long timeoutInMs) throws InterruptedException {
        long restInNanos = timeoutInMs < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        lock.lockInterruptibly();
        try {
            Mutex mutex = mutex(name);
            while (mutex.holder != null && restInNanos > 0) {
                restInNanos = mutex.freed.awaitNanos(restInNanos);
            }
            if (mutex.holder != null) {
                return false;
            }
            mutex.holder = holder;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Frees a mutex, whoever holds it. @return false when nobody does */
    boolean release(String name) {
        lock.lock();
        try {
            Mutex mutex = mutexes.get(name);
            if (mutex == null || mutex.holder == null) {
                return false;
            }
            mutex.free();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Frees all that a holder has. */
    void releaseAll(Object holder) {
        lock.lock();
        try {
            mutexes.values().stream().filter(mutex -> mutex.holder == holder).forEach(Mutex::free);
        } finally {
            lock.unlock();
        }
    }

    boolean isLocked(String name) {
        lock.lock();
        try {
            Mutex mutex = mutexes.get(name);
            return mutex != null && mutex.holder != null;
        } finally {
            lock.unlock();
        }
    }

    /** Sorted. */
    List<String> names() {
        lock.lock();
        try {
            return List.copyOf(mutexes.keySet());
        } finally {
            lock.unlock();
        }
    }
}
