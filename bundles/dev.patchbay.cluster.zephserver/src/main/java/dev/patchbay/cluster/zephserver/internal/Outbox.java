package dev.patchbay.cluster.zephserver.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one peer, in order, bounded in bytes.
 *
 * <p>When it is full the sender waits for room once; if there is none in time, the oldest are dropped from then on, at
 * once, until half of it is empty again. A message longer than the whole box is taken when it has pushed out the rest.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final String peer;
    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private long size;
    private boolean ended;

    /** How many were dropped since it was full; 0 when nothing is dropped now. */
    private long dropped;

    Outbox(String peer, long capacity) {
        this.peer = peer;
        this.capacity = capacity;
    }

    /** Takes a message if there is room, or if it drops the oldest anyway; otherwise the caller should {@link #push}. */
    boolean offer(Message message) {
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            if (dropped == 0 && !hasRoomFor(message)) {
                return false;
            }
            take(message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room; then takes the message in any case. */
    void push(Message message, int timeoutInMs) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
            while (left > 0 && dropped == 0 && !ended && !hasRoomFor(message)) {
                left = changed.awaitNanos(left);
            }
            if (!ended) {
                take(message);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(Message message) {
        return waiting.isEmpty() || size + message.size() <= capacity;
    }

    private void take(Message message) {
        while (!hasRoomFor(message)) {
            size -= waiting.removeFirst().size();
            if (dropped++ == 0) {
                LOG.warn("Too much waits for node {}; the oldest messages for it are dropped.", peer);
            }
        }
        waiting.add(message);
        size += message.size();
        changed.signalAll();
    }

    /** Takes a last message; what comes after it is dropped. */
    void end(Message last) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                waiting.add(last);
                size += last.size();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next message; null when none came in time, at once when none will ever come. */
    @Nullable
    Message next(long timeoutInMs) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
            while (left > 0 && waiting.isEmpty() && !ended) {
                left = changed.awaitNanos(left);
            }
            Message next = waiting.poll();
            if (next != null) {
                size -= next.size();
                endDropping();
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void endDropping() {
        if (dropped > 0 && size <= capacity / 2) {
            LOG.info("Messages for node {} are no longer dropped; {} were lost.", peer, dropped);
            dropped = 0;
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left and nothing will come. */
    boolean isDone() {
        lock.lock();
        try {
            return ended && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
