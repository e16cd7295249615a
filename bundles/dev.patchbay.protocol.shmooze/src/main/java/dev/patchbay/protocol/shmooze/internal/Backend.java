package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service elsewhere on this machine, which is sent lines and sends one line back for each (§3.1). Connections are kept for
 * the next requests; each carries one request at a time. Thread-safe.
 */
final class Backend implements AutoCloseable {

    /** Gets exactly one of its calls, on an I/O thread or that of the asker; it must not block. */
    interface Answer {

        /** The line that came back. */
        void answered(String line);

        /** None came; the reason is one sentence. */
        void failed(String reason);
    }

    private final String name;
    private final List<InetSocketAddress> addresses;
    private final LineTransport transport;
    private final LineSettings settings;
    private final long connectInMs;
    private final int kept;

    /** Nobody uses them, the latest used one first. Guarded by this. */
    private final Deque<BackendConnection> idle = new ArrayDeque<>();

    private boolean isClosed;

    /**
     * Connects to nothing yet.
     *
     * @param addresses tried one after the other, at least one
     * @param settings how long a line may be
     * @param kept how many idle connections to keep
     */
    Backend(
            String name,
            List<InetSocketAddress> addresses,
            LineTransport transport,
            LineSettings settings,
            long connectInMs,
            int kept) {
        this.name = name;
        this.addresses = addresses;
        this.transport = transport;
        this.settings = settings;
        this.connectInMs = connectInMs;
        this.kept = kept;
    }

    /**
     * Sends a line. A command is never sent twice: once writing it has begun, it may have been carried out.
     *
     * @return gives up waiting for the answer; harmless when it has come
     */
    Runnable ask(String line, Answer answer) {
        for (BackendConnection next = take(); next != null; next = take()) {
            if (next.ask(line, answer)) {
                return cancellation(next, answer);
            }
        }
        BackendConnection fresh = new BackendConnection(this, line, answer);
        fresh.open();
        return cancellation(fresh, answer);
    }

    private static Runnable cancellation(BackendConnection connection, Answer answer) {
        return () -> connection.giveUp(answer);
    }

    private synchronized @Nullable BackendConnection take() {
        return idle.poll();
    }

    /** Keeps a connection for the next request; false when it is not needed. */
    synchronized boolean keep(BackendConnection connection) {
        if (isClosed || idle.size() >= kept) {
            return false;
        }
        idle.push(connection);
        return true;
    }

    /** It has ended. */
    synchronized void forget(BackendConnection connection) {
        idle.remove(connection);
    }

    /** How many connections nobody uses. */
    synchronized int idle() {
        return idle.size();
    }

    String name() {
        return name;
    }

    /** Where it may be. */
    List<InetSocketAddress> addresses() {
        return addresses;
    }

    LineConnection connect(InetSocketAddress address, LineListener listener) {
        return transport.connect(address, connectInMs, settings, listener);
    }

    /** Ends the connections nobody uses now, and each of the others when it has answered. */
    @Override
    public void close() {
        List<BackendConnection> all;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(BackendConnection::end);
    }
}
