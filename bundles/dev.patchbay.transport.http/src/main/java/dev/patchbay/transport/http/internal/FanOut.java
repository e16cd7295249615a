package dev.patchbay.transport.http.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes posted messages: it takes all connections that have some and writes everything pending for
 * each in one go. While it writes, more messages gather; that is what makes sending to many connections cheap.
 */
final class FanOut implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final long STOP_IN_MS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    /** Queues with posted messages, each once; guarded by the lock. Bounded by the number of connections. */
    private List<OutboundQueue> dirty = new ArrayList<>();

    private boolean stopped;
    private final Thread thread = new Thread(this::run, "patchbay-fanout");

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Has the queue written soon. The caller sees to it that a queue is not added again before it was written. */
    void add(OutboundQueue queue) {
        lock.lock();
        try {
            dirty.add(queue);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        join();
    }

    private void join() {
        try {
            thread.join(STOP_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("Expected thread {} to stop within {} ms, it still runs", thread.getName(), STOP_IN_MS);
        }
    }

    private void run() {
        List<OutboundQueue> batch = new ArrayList<>();
        while (true) {
            batch = swap(batch);
            if (batch.isEmpty()) {
                return;
            }
            batch.forEach(FanOut::write);
            batch.clear();
        }
    }

    /** Waits for work and takes all of it, leaving the empty list for what comes next; empty when stopped. */
    private List<OutboundQueue> swap(List<OutboundQueue> empty) {
        lock.lock();
        try {
            while (dirty.isEmpty() && !stopped) {
                work.awaitUninterruptibly();
            }
            List<OutboundQueue> full = dirty;
            dirty = empty;
            return full;
        } finally {
            lock.unlock();
        }
    }

    private static void write(OutboundQueue queue) {
        try {
            queue.writePosted();
        } catch (RuntimeException e) {
            LOG.error("Writing to one connection failed; the others are not affected", e);
        }
    }
}
