package dev.patchbay.cluster.zephserver.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Brings one text to a peer and waits for the marker; one at a time, on the peer's thread. */
final class Exchange {

    private final HostPort peer;
    private final WireSettings settings;

    /** Guarded by this: the connection in use, and whether there may be another. */
    private @Nullable Socket current;

    private boolean cut;

    Exchange(HostPort peer, WireSettings settings) {
        this.peer = peer;
        this.settings = settings;
    }

    /**
     * Returns once the peer has answered.
     *
     * @throws IOException when it cannot be reached, does not answer in time, or answers something else
     */
    void send(String text) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(Wire.bytes(text));
            awaitMarker(socket);
        } finally {
            use(null);
        }
    }

    /** Tries every address of the peer, whatever its family; they share the time-out. */
    private Socket connect() throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(peer.host());
        int timeoutInMs = Math.max(1, settings.connectTimeoutInMs() / addresses.length);
        IOException failure = null;
        for (InetAddress address : addresses) {
            try {
                return connect(new InetSocketAddress(address, peer.port()), timeoutInMs);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure == null ? new IOException(peer.host() + " has no address") : failure;
    }

    private Socket connect(InetSocketAddress address, int timeoutInMs) throws IOException {
        Socket socket = new Socket();
        try {
            use(socket);
            socket.setTcpNoDelay(true);
            socket.connect(address, timeoutInMs);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void awaitMarker(Socket socket) throws IOException {
        Deadline deadline = new Deadline(settings.answerTimeoutInMs());
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        byte[] bytes = new byte[Wire.MARKER.length()];
        while (answer.length() < bytes.length) {
            socket.setSoTimeout(deadline.remainingInMs());
            int count = in.read(bytes, 0, bytes.length - answer.length());
            if (count < 0) {
                throw new EOFException("It closed the connection before it had answered");
            }
            for (int i = 0; i < count; i++) {
                answer.append((char) (bytes[i] & 0xff));
            }
            if (!Wire.MARKER.startsWith(answer.toString())) {
                throw new IOException("Expected the answer " + Wire.MARKER + ", got '" + answer + "'");
            }
        }
    }

    private synchronized void use(@Nullable Socket socket) throws SocketException {
        current = socket;
        if (cut && socket != null) {
            throw new SocketException("This node is leaving the cluster");
        }
    }

    /** Ends the one that runs, and lets no other begin. */
    void cut() throws IOException {
        Socket running;
        synchronized (this) {
            cut = true;
            running = current;
        }
        if (running != null) {
            running.close();
        }
    }
}
