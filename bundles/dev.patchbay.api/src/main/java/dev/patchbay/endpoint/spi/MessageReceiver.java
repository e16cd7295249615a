package dev.patchbay.endpoint.spi;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the messages of one connection: one at a time, in order, on an I/O thread.
 *
 * <p>Nothing here may block: hand work to a thread of your own, or set {@code mayBlock} in the
 * {@link dev.patchbay.endpoint.EndpointSettings}, and all of this is called on a worker thread. An exception is logged and closes this connection
 * with 1011; no other connection notices.
 */
@ConsumerType
public interface MessageReceiver {

    /** A whole text message. */
    void onText(Connection connection, String text);

    /**
     * A whole binary message. Unless overridden, closes the connection with 1003.
     *
     * @param payload the receiver's own
     */
    default void onBinary(Connection connection, byte[] payload) {
        connection.close(CloseCode.UNACCEPTABLE, "expected text messages, got a binary one");
    }

    /**
     * The connection has ended; called exactly once, the last call.
     *
     * @param code the close code of the side that closed first, {@link CloseCode#ABNORMAL} when there was none
     */
    default void onClosed(Connection connection, int code, String reason) {}
}
