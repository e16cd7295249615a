package dev.patchbay.endpoint;

import dev.patchbay.session.User;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open WebSocket connection.
 *
 * <p>Everything may be called from any thread and returns at once. Messages leave in the order in which they were
 * handed over. Each connection has a bounded outbound queue; a message that does not fit closes the connection with
 * {@link CloseCode#TRY_AGAIN_LATER}, so a slow peer costs bounded memory and delays nobody else.
 */
@ProviderType
public interface Connection {

    /** Unique on this node and never reused: the endpoint's name, a dash, a number. */
    String id();

    /** What the client's upgrade request said. */
    Handshake handshake();

    /** When it was opened. */
    Instant openedAt();

    /** Who is behind it; {@link User#ANONYMOUS} until somebody signed in. */
    User user();

    /** Says who is behind it from now on. */
    void signIn(User user);

    /**
     * Sends a message: writes it at once if nothing is being written, or queues it behind what is.
     *
     * @return false when the connection is closed or had to be closed because its queue is full; the message is lost
     */
    boolean send(Message message);

    /**
     * Queues a message for the transport's own thread to write, together with whatever else is pending then. Takes
     * less of the caller's time than {@link #send}: for one message to many connections.
     *
     * @return as for {@link #send}
     */
    boolean post(Message message);

    /**
     * Closes it after what is queued has been sent. Harmless when repeated: the first code counts.
     *
     * @param reason at most 123 bytes of UTF-8; longer ones are cut
     */
    void close(int code, String reason);

    /** Whether messages can still be sent. */
    boolean isOpen();

    /** Bytes waiting in the outbound queue. */
    long pendingBytes();
}
