package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small WebSocket server (RFC 6455) that answers each message as the test says. */
final class FakeRpc implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    /** The upgrade requests. */
    final BlockingQueue<String> handshakes = new LinkedBlockingQueue<>();
    /** The messages, as JSON. */
    final BlockingQueue<Map<?, ?>> requests = new LinkedBlockingQueue<>();

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Script script;

    FakeRpc(Script script) throws IOException {
        this.script = script;
        new Thread(this::accept, "fake-rpc").start();
    }

    /** A server that answers every request with the same member, {@code "result":…} or {@code "error":…}. */
    static FakeRpc answering(String member) throws IOException {
        return new FakeRpc((request, client) -> client.answer(request, member));
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/rpc");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                new Thread(() -> serve(socket), "fake-rpc-connection").start();
            }
        } catch (SocketException e) {
            handshakes.add("closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Client client = new Client(socket, new DataOutputStream(socket.getOutputStream()));
            client.upgrade(readHandshake(in));
            for (Frame frame = Frame.read(in); frame.opcode != Frame.CLOSE; frame = Frame.read(in)) {
                take(frame, client);
            }
        } catch (IOException e) {
            requests.add(Map.of("method", "connection lost"));
        } catch (JsonException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String readHandshake(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        handshakes.add(text.toString());
        return text.toString();
    }

    private void take(Frame frame, Client client) throws IOException, JsonException {
        if (frame.opcode == Frame.PING) {
            client.frame(0x80 | Frame.PONG, frame.payload, 0, frame.payload.length);
        } else {
            Map<?, ?> request = (Map<?, ?>) Objects.requireNonNull(Json.parse(new String(frame.payload, UTF_8)));
            requests.add(request);
            script.onRequest(request, client);
        }
    }

    /** A frame of a client, unmasked. */
    private record Frame(int opcode, byte[] payload) {

        static final int CLOSE = 8;
        static final int PING = 9;
        static final int PONG = 10;

        static Frame read(DataInputStream in) throws IOException {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Frame(opcode, payload);
        }
    }

    /** Answers one request, or does something else. */
    @FunctionalInterface
    interface Script {

        void onRequest(Map<?, ?> request, Client client) throws IOException;
    }

    /** The server's side of one connection. */
    record Client(Socket socket, DataOutputStream out) {

        void upgrade(String handshake) throws IOException, NoSuchAlgorithmException {
            Matcher key = KEY.matcher(handshake);
            if (!key.find()) {
                throw new IOException("Expected an upgrade, got " + handshake);
            }
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(US_ASCII));
        }

        void answer(Map<?, ?> request, String member) throws IOException {
            send("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + "," + member + "}");
        }

        void event(String name, long seq) throws IOException {
            send("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{\"name\":\"" + name + "\",\"data\":{},\"seq\":"
                    + seq + ",\"time\":\"1970-01-01T00:00:00Z\"}}");
        }

        /** Sends text in two fragments, as any server may. */
        void send(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            int half = bytes.length / 2;
            frame(0x01, bytes, 0, half);
            frame(0x80, bytes, half, bytes.length - half);
        }

        /** Ends the connection without a word when the client has read what was sent: its pong comes behind that. */
        void drop() throws IOException {
            frame(0x80 | Frame.PING, new byte[0], 0, 0);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (Frame.read(in).opcode != Frame.PONG) {
                continue;
            }
            socket.close();
        }

        void frame(int head, byte[] bytes, int offset, int length) throws IOException {
            out.writeByte(head);
            if (length < 126) {
                out.writeByte(length);
            } else if (length < 65536) {
                out.writeByte(126);
                out.writeShort(length);
            } else {
                out.writeByte(127);
                out.writeLong(length);
            }
            out.write(bytes, offset, length);
        }
    }
}
