package dev.patchbay.line;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A TCP port whose settings may change while the node runs. Thread-safe.
 *
 * <ol>
 *   <li>{@link LineTransport#door} makes it shut.
 *   <li>{@link #listen} has it listen as the settings of the moment say. A port that cannot be had is told once, as a
 *       warning and as a finding of {@link dev.patchbay.node.Diagnosis}, and tried again every 2 s, until it can be had or
 *       something else is wanted.
 *   <li>With other settings the former port takes no connections any more, and those that are open stay open.
 *   <li>{@link #shut} and {@link #refuse} end them, those of former ports too; after that it may listen again.
 *   <li>{@link #close} does so for good. Whoever had it made has to close it, or to release the transport.
 * </ol>
 *
 * <p>Shutting, refusing and closing do not wait for a port that is just being opened: it is closed when it has been. They
 * may wait for an I/O thread that is held up, at most 2 s for each open port, as {@link LinePort#closeDoor} does.
 */
@ProviderType
public interface LineDoor extends AutoCloseable {

    /**
     * Listens as the settings say from now on; does nothing when it is to do so already. The port is tried once before
     * this returns, which may block on looking up the host.
     *
     * @param settings the most connections are counted for these settings only, not together with those of former ones
     * @throws IllegalStateException when it has been closed
     */
    void listen(LineSettings settings);

    /**
     * Does not listen, since it must not: as {@link #shut}, but the reason is told, once, and is its fault until it listens
     * or is shut.
     *
     * @param why one sentence: what was expected, what was found, and what to do
     * @throws IllegalStateException when it has been closed
     */
    void refuse(String why);

    /** Stops listening, and trying to; ends all connections after what waits has been written. Harmless when repeated. */
    void shut();

    /** Where it listens, with the port the system chose when 0 was asked for; null when it does not, or not yet. */
    @Nullable
    InetSocketAddress address();

    /** Why it does not listen although somebody wants it to, in one sentence; null when there is nothing to say. */
    @Nullable
    String fault();

    /** Shuts for good. Harmless when repeated. */
    @Override
    void close();
}
