package dev.patchbay.line;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * How a port and its connections behave. Immutable.
 *
 * @param host address or name to listen on
 * @param port TCP port to listen on, 0 to 65535; 0 for a free one
 * @param maxConnections most connections at a time; further ones are closed at once. 0 for no limit
 * @param maxLineBytes longest line that is read, line feed not counted, in bytes; a longer one ends the connection with {@link
 *     LineEnd#LINE_TOO_LONG}
 * @param maxPendingBytes most bytes that wait to be written; a line that does not fit is handled as {@link LineConnection#send}
 *     and {@link LineConnection#offer} say. A single line is taken, however long, when nothing waits
 */
public record LineSettings(String host, int port, int maxConnections, int maxLineBytes, long maxPendingBytes) {

    private static final int LONGEST_LINE = 16 << 20;
    private static final long MOST_PENDING = 64L << 20;

    /** @throws IllegalArgumentException when a number is out of range */
    public LineSettings {
        if (port < 0 || port > 65_535 || maxConnections < 0 || maxLineBytes < 1 || maxPendingBytes < 1) {
            throw new IllegalArgumentException(
                    "Expected a port from 0 to 65535, 0 or more connections and at least one byte,"
                            + " got port " + port + ", " + maxConnections + " connections, lines of " + maxLineBytes
                            + ", pending "
                            + maxPendingBytes);
        }
    }

    /** Lines of up to 16 MiB, up to 64 MiB pending, any number of connections. */
    public static LineSettings at(String host, int port) {
        return new LineSettings(host, port, 0, LONGEST_LINE, MOST_PENDING);
    }

    /**
     * Whether only this machine can connect there. May block on looking up the host; one that has no address is not
     * loopback.
     */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notKnown) {
            return false;
        }
    }

    /** The same with this many connections at a time. */
    public LineSettings withMaxConnections(int other) {
        return new LineSettings(host, port, other, maxLineBytes, maxPendingBytes);
    }

    /** The same with lines up to this long, in bytes. */
    public LineSettings withMaxLineBytes(int other) {
        return new LineSettings(host, port, maxConnections, other, maxPendingBytes);
    }

    /** The same with this many bytes pending. */
    public LineSettings withMaxPendingBytes(long other) {
        return new LineSettings(host, port, maxConnections, maxLineBytes, other);
    }
}
