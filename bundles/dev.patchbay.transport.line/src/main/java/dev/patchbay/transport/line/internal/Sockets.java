package dev.patchbay.transport.line.internal;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** How sockets are set. */
final class Sockets {

    private Sockets() {}

    /** A short line leaves at once; a peer that is gone without a word is noticed some day. */
    static SocketChannel prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        return channel;
    }
}
