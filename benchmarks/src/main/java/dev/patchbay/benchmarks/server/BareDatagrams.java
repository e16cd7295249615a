package dev.patchbay.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends every datagram back as it came, on one thread that does nothing else.
 *
 * <p>Argument: the port at 127.0.0.1, of UDP; whoever starts it sees that it is there by the TCP port of that number.
 */
public final class BareDatagrams {

    private static final int BUFFER_BYTES = 64;

    private BareDatagrams() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        try (DatagramChannel channel = DatagramChannel.open();
                ServerSocket sign = new ServerSocket()) {
            channel.bind(address);
            sign.bind(address);
            serve(channel);
        }
    }

    /** Serves until the channel is closed. */
    private static void serve(DatagramChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (true) {
            SocketAddress source = channel.receive(buffer);
            buffer.flip();
            channel.send(buffer, source);
            buffer.clear();
        }
    }
}
