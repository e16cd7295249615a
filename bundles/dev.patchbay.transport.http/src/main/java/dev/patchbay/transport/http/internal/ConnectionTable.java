package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.Connection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The connections whose socket is open, and what is counted about them. Thread-safe. */
final class ConnectionTable {

    /** Numbers are never used twice in a process, whatever happens to the front door meanwhile. */
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    /** By number; entered before the first frame is read, removed when the socket has been closed. */
    private final Map<Long, WebSocket> byNumber = new ConcurrentHashMap<>();

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong slow = new AtomicLong();
    private final Runnable entered;

    /** @param entered told that there is one more; must not block */
    ConnectionTable(Runnable entered) {
        this.entered = entered;
    }

    static long nextNumber() {
        return LAST_NUMBER.incrementAndGet();
    }

    void enter(WebSocket connection) {
        byNumber.put(connection.number(), connection);
        open.incrementAndGet();
        entered.run();
    }

    /** It takes no messages any more; its socket may be open for a while. */
    void left() {
        open.decrementAndGet();
    }

    void remove(WebSocket connection) {
        byNumber.remove(connection.number(), connection);
    }

    void countSlow() {
        slow.incrementAndGet();
    }

    int count() {
        return open.get();
    }

    long slow() {
        return slow.get();
    }

    /** The open ones, oldest first. */
    List<Connection> open() {
        return byNumber.values().stream()
                .filter(WebSocket::isOpen)
                .sorted(Comparator.comparingLong(WebSocket::number))
                .map(Connection.class::cast)
                .toList();
    }

    /** All whose socket is open, in no order. */
    Collection<WebSocket> sockets() {
        return byNumber.values();
    }

    /** Closes those of an endpoint that it serves no longer, with 1001. */
    void closeUnserved(Mount mount) {
        for (WebSocket connection : byNumber.values()) {
            if (connection.mount() == mount) {
                connection.closeUnlessServed();
            }
        }
    }
}
