package dev.patchbay.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** A request server on a UDP port: started, stopped and started again at will. Thread-safe. */
@ProviderType
public interface UdpServer extends AutoCloseable {

    /**
     * Opens the port and begins to handle what comes. Harmless when started.
     *
     * @throws IOException when the port cannot be had; its message names the address
     * @throws IllegalStateException when it has been closed
     */
    void start() throws IOException;

    /**
     * Closes the port; returns when its threads have ended, at once unless a handler is busy: that is interrupted after
     * 1.5 s, and left to itself after 2 s. Called by the handler itself it does not wait. Harmless when stopped.
     */
    void stop();

    /** Whether the port is open. */
    boolean isRunning();

    /**
     * Where it listens; the port the system chose when 0 was asked for. Before the first start what the settings say,
     * unresolved.
     */
    InetSocketAddress address();

    /** What happened since it was made. */
    Counts counts();

    /** Stops it for good. Harmless when repeated. */
    @Override
    void close();

    /**
     * What a server has counted.
     *
     * @param received datagrams handed to the handler
     * @param answered datagrams sent back
     * @param failed calls of the handler that threw
     * @param cut datagrams longer than {@link UdpSettings#maxBytes}
     * @param broken receives that the system failed, such as a port that turned out unreachable
     */
    record Counts(long received, long answered, long failed, long cut, long broken) {}
}
