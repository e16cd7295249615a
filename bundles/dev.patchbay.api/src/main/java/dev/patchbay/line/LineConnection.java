package dev.patchbay.line;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open TCP connection that carries lines.
 *
 * <p>Everything may be called from any thread and returns at once. Lines leave in the order in which they were handed over.
 * Nothing is read but what {@link #next} asks for, beyond a small buffer: a peer that sends faster than it is answered waits
 * in its own socket.
 */
@ProviderType
public interface LineConnection {

    /** Where the other side is. */
    InetSocketAddress peer();

    /**
     * Asks for one line: the {@link LineListener} gets the next one as soon as it is there. Must not be called again before
     * that line came; may be called while it is being handled, then the following line comes after the handler returned.
     * Harmless after the end.
     *
     * @throws IllegalStateException when a line is asked for already
     */
    void next();

    /**
     * What has come of the line that was asked for, so far: for telling somebody who is too slow what he sent.
     *
     * @return at most 1,000 characters; what is not UTF-8 has become the replacement character
     */
    String unread();

    /**
     * Sends a line. When more waits than may, the connection is ended with {@link LineEnd#SLOW_PEER}.
     *
     * @param line without line feeds; half a character becomes a question mark
     * @return false when the connection has ended; the line is lost
     * @throws IllegalArgumentException when it has a line feed
     */
    boolean send(String line);

    /**
     * Sends a line, or drops it when more waits than may: for what the other side may do without.
     *
     * @return false when it was dropped
     */
    boolean offer(String line);

    /**
     * As {@link #send}.
     *
     * @return completed when all of it was handed to the operating system; completed exceptionally with {@link
     *     java.io.IOException} when the connection ended before; either may have happened when this returns. Otherwise
     *     whoever waits for it is told on an I/O thread
     */
    CompletionStage<Void> write(String line);

    /** Ends it after what waits has been written, at most for 2 s. Harmless when repeated. */
    void end();

    /** Ends it at once; what waits is lost. Harmless when repeated. */
    void close();

    /** Whether lines can still be sent; false as soon as anybody has ended it, {@link LineListener#onEnd} follows. */
    boolean isOpen();
}
