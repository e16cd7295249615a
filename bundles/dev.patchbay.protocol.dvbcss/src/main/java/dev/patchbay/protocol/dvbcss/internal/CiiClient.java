package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of CSS-CII, and what it has been told: first everything, then what changes, in the order of the changes,
 * whoever tells it at the same time. Thread-safe.
 */
final class CiiClient {

    private static final Message NOTHING = Message.text("{}");

    private final Connection connection;
    private final String localAddress;
    private final Outbox outbox;

    /** Null until the first message; guarded by this. */
    private @Nullable CiiView told;

    CiiClient(Connection connection) {
        this.connection = connection;
        this.localAddress = connection.handshake().localAddress();
        this.outbox = new Outbox(connection);
    }

    /** Tells it everything, for the first time. @param edition the one of the moment, asked for in its turn */
    void begin(Supplier<CiiEdition> edition) {
        if (connection.isOpen()) {
            say(edition, false, true, true);
        }
    }

    /**
     * Tells it what is new. Before its first message it is told nothing: that will say it.
     *
     * @param edition the one of the moment, asked for in its turn
     */
    void tell(Supplier<CiiEdition> edition, boolean onlyDifferences, boolean evenIfEmpty) {
        say(edition, onlyDifferences, evenIfEmpty, false);
    }

    private void say(Supplier<CiiEdition> edition, boolean onlyDifferences, boolean evenIfEmpty, boolean first) {
        synchronized (this) {
            CiiView before = told;
            if ((before == null) != first) {
                return;
            }
            CiiEdition current = edition.get();
            CiiView now = current.seenFrom(localAddress);
            Optional<Message> message =
                    before != null && onlyDifferences ? current.changes(before, now) : current.whole(now);
            told = now;
            message.or(() -> evenIfEmpty ? Optional.of(NOTHING) : Optional.empty())
                    .ifPresent(outbox::put);
        }
        outbox.flush();
    }
}
