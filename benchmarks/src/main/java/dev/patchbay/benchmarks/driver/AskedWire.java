package dev.patchbay.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One of the clients of an {@link Asker}, with one question outstanding. For its thread. */
interface AskedWire extends Closeable {

    /** Asks; on a new connection, if the last one is over. */
    void ask() throws IOException;

    /** When it was asked last, by {@link System#nanoTime}; before connecting, if it had to. */
    long askedAtInNanos();

    /**
     * Reads what has come; whether the answer is there now.
     *
     * @throws IOException when it is wrong, or the connection has ended instead
     */
    boolean isAnswered() throws IOException;

    /** It will not be asked for a while. */
    void rest() throws IOException;

    /** A connection to a port of this machine, whose bytes the selector tells to the wire. */
    static SocketChannel connect(int port, Selector selector, AskedWire wire) throws IOException {
        SocketChannel made = SocketChannel.open();
        try {
            made.setOption(StandardSocketOptions.TCP_NODELAY, true);
            made.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            made.configureBlocking(false);
            made.register(selector, SelectionKey.OP_READ, wire);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }
}
