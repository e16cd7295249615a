package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to a connection in the order in which they were put here, with no lock held: put them under the lock
 * that orders them, and flush when that has been released.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Connection connection;

    /** Put and not yet handed over; guarded by this. Short: whoever puts, flushes. */
    private final Queue<Message> waiting = new ArrayDeque<>();

    /** Whether a thread is handing messages over; guarded by this. */
    private boolean flushing;

    Outbox(Connection connection) {
        this.connection = connection;
    }

    synchronized void put(Message message) {
        waiting.add(message);
    }

    /** Hands over what waits, unless another thread is doing so: then that does it. */
    void flush() {
        if (begin()) {
            for (Message next = next(); next != null; next = next()) {
                post(next);
            }
        }
    }

    private synchronized boolean begin() {
        boolean idle = !flushing;
        flushing = true;
        return idle;
    }

    private synchronized @Nullable Message next() {
        Message next = waiting.poll();
        flushing = next != null;
        return next;
    }

    /** A connection that fails must not keep others from being told. */
    private void post(Message message) {
        try {
            connection.post(message);
        } catch (RuntimeException e) {
            LOG.warn("{} failed to take a message; what comes next is tried again", connection.id(), e);
        }
    }
}
