package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** The datagram a thread has at hand; filled again with each one that comes. For that thread only. */
final class ReceivedRequest implements UdpRequest {

    private final DatagramChannel channel;
    private final InetSocketAddress destination;
    private final Tally tally;

    /** A byte longer than what is handed on: so a datagram that was longer is told from one that just fits. */
    private final ByteBuffer whole;

    private final ByteBuffer data;
    private long receivedAtInNs;

    /** The one that received last. */
    private @Nullable Thread thread;

    /** Null while there is no datagram. */
    private @Nullable InetSocketAddress source;

    ReceivedRequest(DatagramChannel channel, InetSocketAddress destination, int maxBytes, Tally tally) {
        this.channel = channel;
        this.destination = destination;
        this.tally = tally;
        whole = ByteBuffer.allocateDirect(maxBytes + 1);
        data = whole.slice(0, maxBytes);
    }

    /**
     * Waits for the next datagram.
     *
     * @return false when the socket has been closed meanwhile
     * @throws IOException when the system could not receive; {@link java.nio.channels.ClosedChannelException} when the
     *     socket is closed
     */
    boolean receive() throws IOException {
        whole.clear();
        SocketAddress from = channel.receive(whole);
        receivedAtInNs = System.nanoTime();
        data.clear().order(ByteOrder.BIG_ENDIAN).limit(Math.min(whole.position(), data.capacity()));
        source = (InetSocketAddress) from;
        thread = Thread.currentThread();
        // A receive that a close interrupts may end like that of an empty datagram.
        return from != null && channel.isOpen();
    }

    boolean isCut() {
        return whole.position() > data.capacity();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The handler is done with it. */
    void release() {
        source = null;
    }

    @Override
    public long receivedAtInNs() {
        return receivedAtInNs;
    }

    @Override
    public ByteBuffer data() {
        return data;
    }

    @Override
    public InetSocketAddress source() {
        InetSocketAddress sender = source;
        if (sender == null) {
            throw new IllegalStateException("The request is over: expected its use while it is being handled");
        }
        return sender;
    }

    @Override
    public InetSocketAddress destination() {
        return destination;
    }

    @Override
    public void answer(ByteBuffer answer) throws IOException {
        Thread caller = Thread.currentThread();
        if (caller != thread) {
            throw new IllegalStateException(
                    "Expected an answer on the thread that handles the request, got one on " + caller.getName());
        }
        InetSocketAddress receiver = source();
        // Sent by a thread that is interrupted, it would close the socket.
        boolean isInterrupted = Thread.interrupted();
        try {
            channel.send(answer, receiver);
            tally.answered.increment();
        } finally {
            if (isInterrupted) {
                caller.interrupt();
            }
        }
    }
}
