package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.spi.MessageReceiver;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what happens on one connection: opens the endpoint's receiver, hands it messages, tells it the end. */
final class Recipient {

    private static final Logger LOG = LoggerFactory.getLogger(Recipient.class);

    /** Stands in for the receiver once that has been told of the end. */
    private static final MessageReceiver NOBODY = (connection, text) -> {};

    private final WebSocket connection;
    private final Turns turns;

    /** Null until the endpoint has given one. */
    private final AtomicReference<@Nullable MessageReceiver> receiver = new AtomicReference<>();

    Recipient(WebSocket connection, Turns turns) {
        this.connection = connection;
        this.turns = turns;
    }

    /** Asks the endpoint for a receiver; one that fails closes the connection. */
    void open() {
        turns.take(0, this::welcome);
    }

    /** @param bytes how many it had on the wire */
    void text(String text, int bytes) {
        turns.take(bytes, () -> tell(taker -> taker.onText(connection, text)));
    }

    void binary(byte[] payload) {
        turns.take(payload.length, () -> tell(taker -> taker.onBinary(connection, payload)));
    }

    /** Tells the end, once. An endpoint that is still opening the connection is told when it has. */
    void end() {
        turns.take(0, this::farewell);
    }

    private void welcome() {
        try {
            MessageReceiver opened = connection.mount().endpoint().open(connection);
            if (!receiver.compareAndSet(null, opened)) {
                tellEnd(opened);
            }
        } catch (Throwable e) { // bundles of another build throw errors, other languages anything
            LOG.error(
                    "{} is closed because its endpoint {} failed to open it",
                    connection,
                    connection.mount().settings().path(),
                    e);
            connection.close(CloseCode.SERVER_ERROR, "");
        }
    }

    /** What still waited when this side closed is dropped: the receiver thinks it is over. */
    private void tell(Consumer<MessageReceiver> message) {
        MessageReceiver taker = receiver.get();
        if (taker == null || connection.isClosedHere()) {
            return;
        }
        try {
            message.accept(taker);
        } catch (Throwable e) {
            LOG.error("{} is closed because its receiver failed", connection, e);
            connection.close(CloseCode.SERVER_ERROR, "");
        }
    }

    private void farewell() {
        MessageReceiver last = receiver.getAndSet(NOBODY);
        if (last != null) {
            tellEnd(last);
        }
    }

    private void tellEnd(MessageReceiver last) {
        Ending end = connection.ending();
        try {
            last.onClosed(connection, end.code(), end.reason());
        } catch (Throwable e) {
            LOG.error("The receiver of {} failed to take its end", connection, e);
        }
    }
}
