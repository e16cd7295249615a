package dev.patchbay.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A datagram that has come, and the way back to where it came from. Valid while {@link
 * dev.patchbay.udp.spi.UdpRequestHandler#handle} runs, on its thread alone.
 */
@ProviderType
public interface UdpRequest {

    /** When it was taken from the socket, in {@link System#nanoTime} of this process; read before anything else was done. */
    long receivedAtInNs();

    /**
     * What it carries, from position 0 to the limit, big-endian: as much as fits the port's {@link UdpSettings#maxBytes}. A
     * longer one was cut there. The next datagram overwrites it.
     */
    ByteBuffer data();

    /** Who sent it. */
    InetSocketAddress source();

    /**
     * The address and port it was sent to, from which answers leave. At a wildcard, the wildcard itself when it was sent to
     * an address that no network interface lists, such as a broadcast; the system chooses from where its answers leave.
     */
    InetSocketAddress destination();

    /**
     * Sends a datagram back at once; any number of times, or never.
     *
     * @param answer sent from its position to its limit, where its position is then; direct ones are sent without a copy
     * @throws IOException when the system did not take it: the sender is unreachable, it is too long, or the socket has
     *     been closed
     * @throws IllegalStateException on another thread, or when the request is over
     */
    void answer(ByteBuffer answer) throws IOException;
}
