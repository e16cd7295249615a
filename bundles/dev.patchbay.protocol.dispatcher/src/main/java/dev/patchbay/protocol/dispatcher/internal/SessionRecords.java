package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.SessionLog;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records sessions in the node's log of them; without one they are only counted. Thread-safe; may block. */
final class SessionRecords {

    private final Supplier<@Nullable SessionLog> log;
    private final AtomicLong counted = new AtomicLong();

    /** @param log gives null while there is none */
    SessionRecords(Supplier<@Nullable SessionLog> log) {
        this.log = log;
    }

    /** Opens a session. @return its id */
    long open(String username, @Nullable String resource, String address) throws CallException {
        SessionLog current = log.get();
        return current == null ? counted.incrementAndGet() : current.open(username, resource, address);
    }

    void close(long id) {
        SessionLog current = log.get();
        if (current != null) {
            current.close(id);
        }
    }
}
