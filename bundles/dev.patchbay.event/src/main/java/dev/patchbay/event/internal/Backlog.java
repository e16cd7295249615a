package dev.patchbay.event.internal;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one receiver that may be slow: a bounded queue, and a thread only while something is in it. Past the
 * bound the oldest is lost, and only this receiver loses it. Thread-safe, never blocks who adds.
 *
 * @param <E> what is received
 */
final class Backlog<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    private final int capacity;
    private final Executor threads;
    private final Consumer<E> receiver;

    /** Guarded by itself, as the three below. */
    private final ArrayDeque<E> queue = new ArrayDeque<>();

    private boolean running;
    private boolean closed;
    private long lost;

    /** @param receiver is given one after the other, in order; must not throw */
    Backlog(int capacity, Executor threads, Consumer<E> receiver) {
        this.capacity = capacity;
        this.threads = threads;
        this.receiver = receiver;
    }

    void add(E element) {
        synchronized (queue) {
            if (closed) {
                return;
            }
            if (queue.size() == capacity) {
                queue.removeFirst();
                noteLoss();
            }
            queue.addLast(element);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::work);
    }

    private void noteLoss() {
        if (lost++ == 0) {
            LOG.warn("{} is too slow: its queue of {} events is full and loses the oldest", receiver, capacity);
        }
    }

    private void work() {
        for (E element = next(); element != null; element = next()) {
            receiver.accept(element);
        }
    }

    private @Nullable E next() {
        synchronized (queue) {
            E element = queue.pollFirst();
            running = element != null;
            return element;
        }
    }

    /** How many were lost. */
    long lost() {
        synchronized (queue) {
            return lost;
        }
    }

    /** Forgets what waits and takes nothing more. */
    void close() {
        synchronized (queue) {
            closed = true;
            queue.clear();
        }
    }
}
