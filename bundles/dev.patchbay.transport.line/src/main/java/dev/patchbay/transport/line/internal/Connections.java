package dev.patchbay.transport.line.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open connections of a port, or all those of a bundle. Thread-safe. */
final class Connections {

    private final @Nullable Connections wider;
    private final Set<TcpConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    /** @param wider has each of these, too; null when there is none */
    Connections(@Nullable Connections wider) {
        this.wider = wider;
    }

    int size() {
        return open.size();
    }

    /** Adds one; it is closed when these have been ended. */
    void add(TcpConnection connection) {
        if (wider != null) {
            wider.add(connection);
        }
        open.add(connection);
        if (isEnded) {
            connection.close();
        }
    }

    void remove(TcpConnection connection) {
        open.remove(connection);
        if (wider != null) {
            wider.remove(connection);
        }
    }

    /** Ends each after what waits has been written. */
    void end() {
        isEnded = true;
        open.forEach(TcpConnection::end);
    }

    /** Ends each at once. */
    void close() {
        isEnded = true;
        open.forEach(TcpConnection::close);
    }
}
