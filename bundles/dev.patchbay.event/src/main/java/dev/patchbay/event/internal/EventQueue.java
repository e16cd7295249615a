package dev.patchbay.event.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * What the bus has to do, in order; events get their number as they enter.
 *
 * <p>Publishers wait while it is full. The bus's own thread never does: it is the one that empties it. Once closed it
 * holds nobody and takes nothing.
 */
final class EventQueue {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private List<Runnable> waiting = new ArrayList<>();
    private long seq;
    private boolean closed;

    EventQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds what has to be done for the next number.
     *
     * @param mayWait whether the caller may be held while the queue is full
     * @return the number
     */
    long addNumbered(LongFunction<Runnable> work, boolean mayWait) {
        lock.lock();
        try {
            while (mayWait && !closed && waiting.size() >= capacity) {
                notFull.awaitUninterruptibly();
            }
            long next = ++seq;
            add(work.apply(next));
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Adds something to be done between events; never waits. */
    void addBetween(Runnable work) {
        lock.lock();
        try {
            add(work);
        } finally {
            lock.unlock();
        }
    }

    private void add(Runnable work) {
        if (closed) {
            return;
        }
        waiting.add(work);
        if (waiting.size() == 1) {
            notEmpty.signal();
        }
    }

    /** Takes all there is, in order; waits for the first. Empty once the queue is closed. */
    List<Runnable> takeAll() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                notEmpty.awaitUninterruptibly();
            }
            List<Runnable> taken = waiting;
            waiting = new ArrayList<>();
            notFull.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody go who waits, and forgets what was not done yet. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            notFull.signalAll();
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest number. */
    long newest() {
        lock.lock();
        try {
            return seq;
        } finally {
            lock.unlock();
        }
    }
}
