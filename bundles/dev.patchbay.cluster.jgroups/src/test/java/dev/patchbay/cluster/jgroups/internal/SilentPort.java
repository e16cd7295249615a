package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Assume;

/** A port of loopback where nobody says anything. */
final class SilentPort implements AutoCloseable {

    private static final int MOST = 64;
    private static final int CONNECT_IN_MS = 300;

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private SilentPort(int backlog) throws IOException {
        server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /** Connects whoever comes, as the system does for a process that is stopped, and says nothing. */
    static SilentPort thatStandsStill() throws IOException {
        return new SilentPort(MOST);
    }

    /**
     * Does not even answer an attempt to connect, as a host that is switched off: the queue of a server that accepts
     * nobody is full. Skips the test where the system answers all the same.
     */
    static SilentPort thatIsNotThere() throws IOException {
        SilentPort port = new SilentPort(1);
        boolean isSilent = false;
        for (int i = 0; i < MOST && !isSilent; i++) {
            Socket socket = new Socket();
            port.waiting.add(socket);
            isSilent = !port.connects(socket);
        }
        Assume.assumeTrue("this system answers connections past the backlog", isSilent);
        return port;
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
