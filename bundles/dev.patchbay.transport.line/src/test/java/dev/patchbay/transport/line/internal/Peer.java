package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The other side: a plain blocking socket. */
final class Peer implements AutoCloseable {

    private static final int LIMIT_IN_MS = 20_000;

    private final Socket socket;
    private final byte[] buffer = new byte[64 << 10];
    private int from;
    private int to;

    Peer(InetSocketAddress address) throws IOException {
        this(connect(address));
    }

    /** One that is connected, or was accepted by a plain server socket. */
    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_IN_MS);
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, LIMIT_IN_MS);
        return socket;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    Peer send(int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return send(all);
    }

    /** The next line; null at the end. */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    from = i + 1;
                    return line.toString(StandardCharsets.UTF_8);
                }
            }
            line.write(buffer, from, to - from);
            if (!fill()) {
                return null;
            }
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, socket.getInputStream().read(buffer));
        return to > 0;
    }

    /** For a line that is too long to be shown. */
    void assertReads(String line) throws IOException {
        String read = readLine();
        String got = read == null ? "the end" : read.length() + " characters";
        assertTrue("expected " + line.length() + " characters, got " + got, line.equals(read));
    }

    /** How many bytes come until the end. */
    long countAll() throws IOException {
        long count = to - from;
        while (fill()) {
            count += to;
        }
        return count;
    }

    /** Whether the other side has ended the connection, however. */
    boolean isEnded() {
        try {
            return from == to && !fill();
        } catch (IOException e) {
            return e.getMessage() != null && e.getMessage().contains("reset");
        }
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
