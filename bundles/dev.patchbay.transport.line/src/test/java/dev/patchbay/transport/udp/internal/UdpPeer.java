package dev.patchbay.transport.udp.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Who asks: a plain datagram socket. */
final class UdpPeer implements AutoCloseable {

    private static final int LIMIT_IN_MS = 20_000;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[65_536];

    UdpPeer() throws IOException {
        this("127.0.0.1");
    }

    /** One that sends from that address. */
    UdpPeer(String host) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0));
        socket.setSoTimeout(LIMIT_IN_MS);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(InetSocketAddress server, String text) throws IOException {
        send(server, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(InetSocketAddress server, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    Answer receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        return new Answer(Arrays.copyOf(buffer, packet.getLength()), (InetSocketAddress) packet.getSocketAddress());
    }

    String ask(InetSocketAddress server, String text) throws IOException {
        send(server, text);
        return receive().text();
    }

    /** Whether it is answered at once; for those of which some may be lost. */
    boolean isAnswered(InetSocketAddress server) throws IOException {
        socket.setSoTimeout(50);
        try {
            ask(server, "anybody there?");
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(LIMIT_IN_MS);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    record Answer(byte[] bytes, InetSocketAddress from) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
