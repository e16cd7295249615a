package dev.patchbay.moduleserver.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to a server: a message, an answer. For one thread at a time. */
final class ServerConnection implements Closeable {

    private static final int READ_BYTES = 16 << 10;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[READ_BYTES];
    private int from;
    private int to;

    private ServerConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Tries all addresses of a name: {@code localhost} may be two, and the server listens on one. */
    static ServerConnection open(String host, int port, int timeoutInMs) throws IOException {
        IOException failure =
                new IOException("Expected a ModuleServer at " + host + ":" + port + ", nobody answers there");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(timeoutInMs);
                socket.connect(new InetSocketAddress(address, port), timeoutInMs);
                return new ServerConnection(socket);
            } catch (IOException e) {
                failure.addSuppressed(e);
                socket.close();
            }
        }
        throw failure;
    }

    /** @param line a message, see {@link Wire#encode} */
    Answer ask(String line) throws IOException {
        send(line);
        return Answer.of(readLine());
    }

    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(READ_BYTES);
        while (!takeUntilLineFeed(line)) {
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
                throw new EOFException("Expected an answer, but the server has closed the connection after "
                        + line.size() + " bytes. It closes one on which nothing was asked for a second");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private boolean takeUntilLineFeed(ByteArrayOutputStream line) {
        int end = from;
        while (end < to && buffer[end] != '\n') {
            end++;
        }
        line.write(buffer, from, end - from);
        boolean isFound = end < to;
        from = isFound ? end + 1 : end;
        return isFound;
    }
}
