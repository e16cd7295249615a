package dev.patchbay.transport.http.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes posted messages: it takes all connections that have some and writes everything pending for
 * each in one go. While it writes, more messages gather; that is what makes sending to many connections cheap.
 *
 * <p>Those who post only push on a stack, without a lock: with a thousand connections to a message, a lock would be
 * handed from core to core a thousand times.
 */
final class FanOut implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final long STOP_IN_MS = 1_000;

    /** The queue added last; it knows the one before it. Bounded by the number of connections. */
    private final AtomicReference<@Nullable OutboundQueue> newest = new AtomicReference<>();

    private final Deque<OutboundQueue> batch = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "patchbay-fanout");
    private volatile boolean stopped;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Has the queue written soon. The caller sees to it that a queue is not added again before it was written. */
    void add(OutboundQueue queue) {
        OutboundQueue before;
        do {
            before = newest.get();
            queue.addedAfter(before);
        } while (!newest.compareAndSet(before, queue));
        if (before == null) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
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
        while (!stopped) {
            if (newest.get() == null) {
                LockSupport.park(this);
            }
            takeAll();
            batch.forEach(FanOut::write);
            batch.clear();
        }
    }

    /** Into the batch, oldest first. */
    private void takeAll() {
        OutboundQueue queue = newest.getAndSet(null);
        while (queue != null) {
            batch.addFirst(queue);
            OutboundQueue before = queue.addedAfter();
            queue.addedAfter(null); // or one connection would keep others alive that closed long ago
            queue = before;
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
