package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose peer has taken nothing for a while: JGroups' own threads wait for such a peer without end,
 * even when they only want to say goodbye to it, and then no new view is installed.
 */
final class StallWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);

    private static final long PAUSE_IN_MS = 250;

    private final long limitInMs;
    private final Set<GuardedSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "patchbay-jgroups-watch");

    StallWatch(long limitInMs) {
        this.limitInMs = limitInMs;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(GuardedSocket socket) {
        sockets.add(socket);
    }

    void remove(GuardedSocket socket) {
        sockets.remove(socket);
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
                sockets.forEach(this::look);
            }
        } catch (InterruptedException e) {
            LOG.debug("The watch over stalled connections was asked to end");
        }
    }

    private void look(GuardedSocket socket) {
        if (socket.stalledForMs() > limitInMs) {
            LOG.debug("{} takes nothing for {} ms; the connection is closed", socket, limitInMs);
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("{} does not close", socket, e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
