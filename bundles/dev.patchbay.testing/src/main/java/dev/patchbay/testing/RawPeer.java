package dev.patchbay.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The side of a {@link RawServer} of one connection. From any thread, but only one may {@linkplain #read() read}. */
public final class RawPeer {

    /** First byte of a whole text message. */
    public static final int TEXT = 0x81;

    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8a;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int EIGHT_BYTES_OF_LENGTH = 127;
    private static final int NO_CODE = 1005;

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 §1.3

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String request;
    private volatile boolean isDeaf;

    private RawPeer(Socket socket, DataInputStream in, String request) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.request = request;
    }

    static RawPeer greet(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        return new RawPeer(socket, in, text.toString());
    }

    /** The upgrade request: all of it, with the empty line. */
    public String request() {
        return request;
    }

    /** What the request is for. */
    public String path() {
        return request.split(" ", -1)[1];
    }

    /** Messages that were read, as text, each fragment as one; and at last {@code close CODE} or {@code end}. */
    public BlockingQueue<String> received() {
        return received;
    }

    /** Payloads of pings that were read. */
    public BlockingQueue<String> pings() {
        return pings;
    }

    /** Answers pings no longer. */
    public void deafen() {
        isDeaf = true;
    }

    public void upgrade() throws IOException {
        upgradeWith(new byte[0]);
    }

    /** The answer and what follows in one segment. */
    public void upgradeWith(byte[] more) throws IOException {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new IOException("Expected an upgrade, got " + request);
        }
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(US_ASCII));
        all.writeBytes(more);
        raw(all.toByteArray());
    }

    public void refuse(int status) throws IOException {
        raw(("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno").getBytes(US_ASCII));
        socket.shutdownOutput();
    }

    public void text(String text) throws IOException {
        raw(textFrame(text));
    }

    public void close(int code, String reason) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason.getBytes(UTF_8));
        raw(frame(CLOSE, payload.toByteArray()));
    }

    /** Ends the connection without a word. */
    public void drop() throws IOException {
        socket.close();
    }

    public synchronized void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** A whole text message, as a server sends it. */
    public static byte[] textFrame(String text) {
        return frame(TEXT, text.getBytes(UTF_8));
    }

    /**
     * A frame as a server sends it.
     *
     * @param head its first byte
     * @param payload less than 64 KiB
     */
    public static byte[] frame(int head, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length < TWO_BYTES_OF_LENGTH) {
            frame.write(payload.length);
        } else {
            frame.write(TWO_BYTES_OF_LENGTH);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /**
     * For scripts: waits for the next message, which is among the {@linkplain #received() received} then.
     *
     * @return its text, or {@code close CODE}
     * @throws IOException when the connection ends before
     */
    public String read() throws IOException {
        String message = readMessage();
        received.add(message);
        return message;
    }

    void readAll() {
        try {
            while (true) {
                read();
            }
        } catch (IOException e) {
            received.add("end");
        }
    }

    private String readMessage() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & OPCODE;
            byte[] payload = readPayload();
            if (opcode == (CLOSE & OPCODE)) {
                raw(frame(CLOSE, payload));
                socket.shutdownOutput();
                return "close " + code(payload);
            }
            if (opcode < (CLOSE & OPCODE)) {
                return new String(payload, UTF_8);
            }
            if (opcode != (PONG & OPCODE)) {
                takePing(payload);
            }
        }
    }

    private byte[] readPayload() throws IOException {
        int length = in.readUnsignedByte() & LENGTH;
        if (length == TWO_BYTES_OF_LENGTH) {
            length = in.readUnsignedShort();
        } else if (length == EIGHT_BYTES_OF_LENGTH) {
            throw new EOFException("longer than any message of a client");
        }
        byte[] mask = new byte[Integer.BYTES];
        in.readFully(mask);
        byte[] payload = new byte[length];
        in.readFully(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return payload;
    }

    private static int code(byte[] payload) {
        return payload.length < Short.BYTES
                ? NO_CODE
                : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    }

    private void takePing(byte[] payload) throws IOException {
        pings.add(new String(payload, UTF_8));
        if (!isDeaf) {
            raw(frame(PONG, payload));
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
