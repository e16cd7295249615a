package dev.patchbay.transport.http.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks past all connections several times a second and does for each what time asks for. */
final class Patrol implements Runnable {

    /** How far apart the rounds are; time-outs of connections are late by up to this. */
    static final long INTERVAL_IN_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);

    private final ConnectionTable table;
    private final long writeTimeoutInNs;

    Patrol(ConnectionTable table, long writeTimeoutInMs) {
        this.table = table;
        this.writeTimeoutInNs = writeTimeoutInMs * 1_000_000;
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        for (WebSocket connection : table.sockets()) {
            visit(connection, now);
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
