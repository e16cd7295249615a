package dev.patchbay.cluster.jgroups.internal;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.util.Util;

/** One attempt to reach a peer, and what is to be sent to it. Its user takes care that one thread at a time adds. */
final class Dial {

    /** All that the credits let be on its way to one node, to it alone and to all. */
    private static final long MOST_BYTES = 2 * Stack.CREDITS;

    private final Socket socket;
    private final List<byte[]> messages = new ArrayList<>();
    private long bytes;

    /** @param socket not connected yet */
    Dial(Socket socket) {
        this.socket = socket;
    }

    Socket socket() {
        return socket;
    }

    /** Keeps a message, or drops it when there are too many. */
    Dial with(byte[] message) {
        if (bytes + message.length <= MOST_BYTES) {
            messages.add(message);
            bytes += message.length;
        }
        return this;
    }

    /** In the order they came. */
    List<byte[]> messages() {
        return messages;
    }

    /** Ends the attempt, at once. */
    void cancel() {
        Util.close(socket);
    }
}
