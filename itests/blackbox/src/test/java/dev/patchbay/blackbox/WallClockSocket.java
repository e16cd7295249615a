package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A client of CSS-WC that sends whatever datagrams it is told to. */
final class WallClockSocket implements AutoCloseable {

    static final int LENGTH = 32;
    static final int ORIGINATE_AT = 8;
    static final int RECEIVE_AT = 16;
    static final int TRANSMIT_AT = 24;

    private static final int TIMEOUT_IN_MS = 20_000;
    private static final long NANOS_PER_SEC = 1_000_000_000;

    private final DatagramSocket socket;
    private final InetSocketAddress server;

    /** @param port at 127.0.0.1 */
    WallClockSocket(int port) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        // not connected: a connected socket of Java's does not send what is empty
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_IN_MS);
    }

    /** A request whose every field but the originate time means nothing. */
    static byte[] request(long originate) {
        byte[] request = new byte[LENGTH];
        Arrays.fill(request, (byte) 0x5a);
        ByteBuffer.wrap(request).putShort(0, (short) 0).putLong(ORIGINATE_AT, originate);
        return request;
    }

    void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, server));
    }

    /** The next answer, which must have the length of one. */
    ByteBuffer next() throws IOException {
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        socket.receive(answer);
        assertEquals(LENGTH, answer.getLength());
        return ByteBuffer.wrap(answer.getData(), 0, LENGTH);
    }

    ByteBuffer ask(long originate) throws IOException {
        send(request(originate));
        return next();
    }

    /** Whether the server answers at all by now; the answer is read. */
    boolean isAnswered() throws IOException {
        socket.setSoTimeout(100);
        try {
            ask(0);
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(TIMEOUT_IN_MS);
        }
    }

    static long nanosAt(ByteBuffer answer, int index) {
        return Integer.toUnsignedLong(answer.getInt(index)) * NANOS_PER_SEC
                + Integer.toUnsignedLong(answer.getInt(index + Integer.BYTES));
    }

    @Override
    public void close() {
        socket.close();
    }
}
