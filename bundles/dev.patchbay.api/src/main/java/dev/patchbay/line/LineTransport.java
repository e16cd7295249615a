package dev.patchbay.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens TCP connections that carry lines: UTF-8 text, each line ended by a line feed. Thread-safe.
 *
 * <p>What it opened for a bundle is closed when that bundle stops or releases the service; after that it opens nothing and
 * throws IllegalStateException.
 */
@ProviderType
public interface LineTransport {

    /**
     * Listens on a TCP port.
     *
     * @param acceptor asked for the listener of each connection, on an I/O thread; it must not block, and it must call {@link
     *     LineConnection#next} for the first line to be read; whatever it throws closes that connection and is logged
     * @throws IOException when the port cannot be had; its message names the address
     */
    LinePort listen(LineSettings settings, Function<LineConnection, LineListener> acceptor) throws IOException;

    /**
     * Makes a door, which is shut: for a port that settings name, and that is tried again as long as it cannot be had.
     *
     * @param name what is behind it, for logs and findings, such as {@code queue}
     * @param section the section of the settings file that says where it listens, for whoever has to change that
     * @param acceptor as for {@link #listen}
     */
    LineDoor door(String name, String section, Function<LineConnection, LineListener> acceptor);

    /**
     * Connects; returns at once. What is sent before the connection stands is written when it does.
     *
     * @param address resolved; for a name that is not, the listener is told {@link LineEnd#UNREACHABLE}
     * @param withinMs how long connecting may take, in milliseconds, at least 1
     * @param settings its address and port are not used
     * @param listener told {@link LineEnd#UNREACHABLE} when nobody answers there in time
     */
    LineConnection connect(InetSocketAddress address, long withinMs, LineSettings settings, LineListener listener);
}
