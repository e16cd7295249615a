package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.WcMessage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A television of three small servers; its wall clock counts from 1,000 s, and a script says what the others send at first. */
final class FakeTelevision implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final long BEGIN = System.nanoTime() - 1_000_000_000_000L;

    /** What clients said, each message. */
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final DatagramChannel wallClock = DatagramChannel.open();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Script script;

    FakeTelevision(Script script) throws IOException {
        this.script = script;
        wallClock.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
        daemon(this::tellTime);
    }

    String url(String path) {
        return "ws://127.0.0.1:" + door.getLocalPort() + path;
    }

    String wcUrl() throws IOException {
        return "udp://127.0.0.1:" + ((InetSocketAddress) wallClock.getLocalAddress()).getPort();
    }

    static long wallClockTicks() {
        return System.nanoTime() - BEGIN;
    }

    @Override
    public void close() throws IOException {
        door.close();
        wallClock.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-television");
        thread.setDaemon(true);
        thread.start();
    }

    private void tellTime() {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        try {
            while (true) {
                SocketAddress from = wallClock.receive(buffer.clear());
                long received = wallClockTicks();
                WcMessage request = WcMessage.decode(buffer.flip());
                new WcMessage(
                                WcMessage.RESPONSE,
                                1e-7,
                                50,
                                request.originateSeconds(),
                                request.originateNanos(),
                                received,
                                wallClockTicks())
                        .encode(buffer.clear());
                wallClock.send(buffer.flip(), from);
            }
        } catch (ClosedChannelException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
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
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.readUnsignedByte());
            }
            script.serve(new Peer(this, socket, request.toString()));
            while (true) {
                said.add(readFrame(in));
            }
        } catch (IOException e) {
            sockets.remove(socket); // one of the two has ended it
        }
    }

    static String readFrame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, UTF_8);
    }

    /** What is done with a connection; what the client says then is written down. */
    @FunctionalInterface
    interface Script {

        void serve(Peer peer) throws IOException;
    }

    /** The television's side of one connection. */
    record Peer(FakeTelevision television, Socket socket, String request) {

        String path() {
            return request.split(" ")[1];
        }

        void upgrade() throws IOException {
            Matcher key = KEY.matcher(request);
            if (!key.find()) {
                throw new IOException("Expected an upgrade, got " + request);
            }
            raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + digest(key.group(1)) + "\r\n\r\n");
        }

        void refuse(int status) throws IOException {
            raw("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
            socket.shutdownOutput();
        }

        void raw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        void text(String text) throws IOException {
            byte[] payload = text.getBytes(UTF_8);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(0x81);
            if (payload.length > 125) {
                frame.write(126);
                frame.write(payload.length >> 8);
            }
            frame.write(payload.length);
            frame.writeBytes(payload);
            socket.getOutputStream().write(frame.toByteArray());
        }

        private static String digest(String key) {
            try {
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1")
                                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
