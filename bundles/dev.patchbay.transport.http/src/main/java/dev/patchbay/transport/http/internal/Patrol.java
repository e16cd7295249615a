package dev.patchbay.transport.http.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks past all connections several times a second and does for each what time asks for. While there are none it rests: a
 * node at rest should not wake its processor for nothing.
 */
final class Patrol implements Runnable {

    /** How far apart the rounds are; time-outs of connections are late by up to this. */
    static final long INTERVAL_IN_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);

    private final ConnectionTable table;
    private final Timer timer;
    private final long writeTimeoutInNs;

    private final AtomicBoolean isDue = new AtomicBoolean();

    Patrol(ConnectionTable table, Timer timer, long writeTimeoutInMs) {
        this.table = table;
        this.timer = timer;
        this.writeTimeoutInNs = writeTimeoutInMs * 1_000_000;
    }

    /** There is a connection. From any thread. */
    void wake() {
        if (isDue.compareAndSet(false, true)) {
            timer.after(INTERVAL_IN_MS, this);
        }
    }

    @Override
    public void run() {
        try {
            long now = System.nanoTime();
            for (WebSocket connection : table.sockets()) {
                visit(connection, now);
            }
        } finally {
            isDue.set(false); // before it looks whether there are any: one that comes now wakes it
            if (!table.sockets().isEmpty()) {
                wake();
            }
        }
    }

    /** One failure must neither end the round nor the schedule. */
    private void visit(WebSocket connection, long now) {
        try {
            connection.patrol(now, writeTimeoutInNs);
        } catch (RuntimeException e) {
            LOG.error("Looking after {} failed", connection, e);
        }
    }
}
