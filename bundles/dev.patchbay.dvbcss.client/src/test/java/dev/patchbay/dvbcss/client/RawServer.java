package dev.patchbay.dvbcss.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A small WebSocket server (RFC 6455) that does what the test says, byte by byte if need be. */
final class RawServer implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    /** Those that came, in order. */
    final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();

    private final ServerSocket door = new ServerSocket();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Script script;

    /** @param port 0 for any */
    RawServer(int port, Script script) throws IOException {
        this.script = script;
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        daemon(this::accept);
    }

    /** One that only takes connections, for the test to talk to. */
    static RawServer passive() throws IOException {
        return new RawServer(0, Peer::upgrade);
    }

    URI url(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Closes all connections without a word, too. */
    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (SocketException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            Peer peer = Peer.greet(socket);
            script.serve(peer);
            peers.add(peer);
            peer.readAll();
        } catch (IOException e) {
            sockets.remove(socket); // whoever looks at the peer sees it
        }
    }

    /** What is done with a connection after its request was read; then the rest is read. */
    @FunctionalInterface
    interface Script {

        void serve(Peer peer) throws IOException;
    }

    /** The server's side of one connection. */
    static final class Peer {

        /** The upgrade request. */
        final String request;
        /** Text messages, and at last {@code close CODE} or {@code end}. */
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        /** Payloads of pings, each answered unless {@link #isDeaf}. */
        final BlockingQueue<String> pings = new LinkedBlockingQueue<>();

        volatile boolean isDeaf;

        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        private Peer(Socket socket, DataInputStream in, String request) throws IOException {
            this.socket = socket;
            this.in = in;
            this.out = new DataOutputStream(socket.getOutputStream());
            this.request = request;
        }

        static Peer greet(Socket socket) throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                text.append((char) in.readUnsignedByte());
            }
            return new Peer(socket, in, text.toString());
        }

        String path() {
            return request.split(" ")[1];
        }

        void upgrade() throws IOException {
            upgradeWith(new byte[0]);
        }

        /** The answer and what follows in one segment. */
        void upgradeWith(byte[] more) throws IOException {
            Matcher key = KEY.matcher(request);
            if (!key.find()) {
                throw new IOException("Expected an upgrade, got " + request);
            }
            String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n\r\n";
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(head.getBytes(US_ASCII));
            all.write(more);
            raw(all.toByteArray());
        }

        void refuse(int status) throws IOException {
            raw(("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno").getBytes(US_ASCII));
            socket.shutdownOutput();
        }

        void text(String text) throws IOException {
            raw(textFrame(text));
        }

        void close(int code, String reason) throws IOException {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.write(code >> 8);
            payload.write(code);
            payload.write(reason.getBytes(UTF_8));
            raw(frame(0x88, payload.toByteArray()));
        }

        /** Ends the connection without a word. */
        void drop() throws IOException {
            socket.close();
        }

        synchronized void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        static byte[] textFrame(String text) {
            return frame(0x81, text.getBytes(UTF_8));
        }

        static byte[] frame(int head, byte[] payload) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(head);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            }
            frame.writeBytes(payload);
            return frame.toByteArray();
        }

        private void readAll() {
            try {
                for (String message = read(); message != null; message = read()) {
                    received.add(message);
                }
            } catch (IOException e) {
                received.add("end");
            }
        }

        private @Nullable String read() throws IOException {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                throw new EOFException("longer than any message of a client");
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return take(opcode, payload);
        }

        private @Nullable String take(int opcode, byte[] payload) throws IOException {
            if (opcode == 9) {
                pings.add(new String(payload, UTF_8));
                if (!isDeaf) {
                    raw(frame(0x8a, payload));
                }
                return read();
            }
            if (opcode == 8) {
                raw(frame(0x88, payload));
                socket.shutdownOutput();
                return "close " + (payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff);
            }
            return opcode == 10 ? read() : new String(payload, UTF_8);
        }

        private static String accept(String key) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
