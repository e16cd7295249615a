package dev.patchbay.transport.http.internal;

import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;

/**
 * How many connections there may be on all ports together. Past it each port's acceptor waits, with one client in its
 * hands and the others in the system's queue, until a connection has ended.
 *
 * <p>Jetty's own limit does not do for several ports: the acceptors of the others do not learn of it in time, and drop
 * the next client each.
 */
final class ConnectionLimit implements SelectorManager.AcceptListener {

    private final Semaphore slots;

    /** Those that have a slot. */
    private final Set<SelectableChannel> holders = ConcurrentHashMap.newKeySet();

    ConnectionLimit(int maxConnections) {
        slots = new Semaphore(maxConnections, true);
    }

    /** Called by the port's acceptor; its interruption means that the port ends. */
    @Override
    public void onAccepting(SelectableChannel channel) {
        try {
            slots.acquire();
            holders.add(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            IO.close(channel);
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        release(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        release(channel);
    }

    private void release(SelectableChannel channel) {
        if (holders.remove(channel)) {
            slots.release();
        }
    }
}
