package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Assume;

/** A port of loopback at which an attempt to connect gets no answer, as at a host that is switched off. */
final class SilentPort implements AutoCloseable {

    private static final int MOST = 64;
    private static final int CONNECT_IN_MS = 300;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    /** Fills the queue of a server that accepts nobody; skips the test where the system answers all the same. */
    SilentPort() throws IOException {
        boolean isSilent = false;
        for (int i = 0; i < MOST && !isSilent; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            isSilent = !connects(socket);
        }
        Assume.assumeTrue("this system answers connections past the backlog", isSilent);
    }

    private boolean connects(Socket socket) throws IOException {
        try {
            socket.connect(server.getLocalSocketAddress(), CONNECT_IN_MS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
