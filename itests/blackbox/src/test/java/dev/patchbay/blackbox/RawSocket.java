package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A bare TCP connection, to send what no WebSocket client would. */
final class RawSocket implements AutoCloseable {

    static final int PING = 0x89;
    static final int CLOSE = 0x88;
    static final int TEXT = 0x81;

    private static final int MASKED = 0x80;
    private static final int TIMEOUT_IN_MS = 30_000;

    private final Socket socket;
    private final int port;
    private final DataInputStream in;
    private final OutputStream out;

    RawSocket(int port) throws IOException {
        this.port = port;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_IN_MS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Upgrades at {@code /rpc}, and looks at the answer as the strictest clients do. */
    RawSocket upgraded() throws IOException {
        return upgraded("/rpc", new byte[0]);
    }

    /**
     * Likewise elsewhere.
     *
     * @param behind sent together with the request
     */
    RawSocket upgraded(String path, byte[] behind) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(behind);
        write(request.toByteArray());
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        assertTrue(head.toString(), head.toString().startsWith("HTTP/1.1 101 "));
        assertTrue(head.toString(), head.toString().contains("\r\nConnection: Upgrade\r\n"));
        assertEquals("a client reads the answer in blocks of 128 bytes", 0, head.length() % 128);
        return this;
    }

    /** A whole text message as a client sends it, of less than 126 bytes. */
    static byte[] text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(6 + payload.length);
        frame.put((byte) TEXT).put((byte) (MASKED | payload.length)).putInt(0).put(payload);
        return frame.array();
    }

    /** The text of the next frame, which must be a short one. */
    String nextText() throws IOException {
        assertEquals(TEXT, in.readUnsignedByte());
        int length = in.readUnsignedByte();
        return new String(in.readNBytes(length < 126 ? length : in.readUnsignedShort()), StandardCharsets.UTF_8);
    }

    /** How many bytes are there to be read already. */
    int available() throws IOException {
        return in.available();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** The first byte of the next frame, which must be a short one; its payload is skipped. */
    int nextFrame() throws IOException {
        int first = in.readUnsignedByte();
        in.skipNBytes(in.readUnsignedByte());
        return first;
    }

    /** The code of the close frame that must come next. */
    int closeCode() throws IOException {
        assertEquals(CLOSE, in.readUnsignedByte());
        in.readUnsignedByte();
        return in.readUnsignedShort();
    }

    /** Reads until the other side ends the connection. */
    void awaitEnd() throws IOException {
        while (in.read() >= 0) {
            // whatever it says before
        }
    }

    /** Breaks the connection, as a machine does that loses its power and comes back. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
