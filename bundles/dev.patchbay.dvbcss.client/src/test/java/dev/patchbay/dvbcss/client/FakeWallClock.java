package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.SysClock;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.WcMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A CSS-WC server whose clock is this process's, some offset ahead, and which answers as the test says. */
final class FakeWallClock implements AutoCloseable {

    private static final double PRECISION_IN_SEC = 1e-7;

    final SysClock own = new SysClock();
    final AtomicInteger requests = new AtomicInteger();

    private final DatagramChannel channel = DatagramChannel.open();
    private final ByteBuffer prepared = ByteBuffer.allocateDirect(WcMessage.LENGTH);
    private final Script script;
    private volatile long offsetInNs;

    FakeWallClock(int port, long offsetInNs, Script script) throws IOException {
        this.offsetInNs = offsetInNs;
        this.script = script;
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread thread = new Thread(this::serve, "fake-wall-clock");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that answers as it should. */
    static FakeWallClock ahead(long offsetInNs) throws IOException {
        return new FakeWallClock(0, offsetInNs, Request::respond);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    int port() throws IOException {
        return address().getPort();
    }

    String url() throws IOException {
        return "udp://127.0.0.1:" + port();
    }

    /** What its clock shows. */
    long ticks() {
        return own.ticks() + offsetInNs;
    }

    void step(long newOffsetInNs) {
        offsetInNs = newOffsetInNs;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void serve() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        try {
            while (true) {
                SocketAddress from = channel.receive(buffer.clear());
                long received = ticks();
                WcMessage request = WcMessage.decode(buffer.flip());
                script.onRequest(new Request(this, from, request, received, requests.incrementAndGet()));
            }
        } catch (ClosedChannelException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    interface Script {

        void onRequest(Request request) throws IOException;
    }

    /** One request, the first has number 1. */
    record Request(FakeWallClock server, SocketAddress from, WcMessage message, long received, int number) {

        /** As a good server does it, with as little as can be between the time of sending and the network. */
        void respond() throws IOException {
            ByteBuffer octets = server.prepared.clear();
            reply(WcMessage.RESPONSE, received, received).encode(octets);
            octets.flip();
            WcMessage.putTime(octets, WcMessage.TRANSMIT_AT, server.ticks());
            server.channel.send(octets, from);
        }

        void send(int type) throws IOException {
            send(reply(type, received, server.ticks()));
        }

        WcMessage reply(int type, long receivedAt, long sentAt) {
            return new WcMessage(
                    type,
                    PRECISION_IN_SEC,
                    50,
                    message.originateSeconds(),
                    message.originateNanos(),
                    receivedAt,
                    sentAt);
        }

        void send(WcMessage reply) throws IOException {
            ByteBuffer octets = ByteBuffer.allocate(WcMessage.LENGTH);
            reply.encode(octets);
            send(octets.array());
        }

        void send(byte[] octets) throws IOException {
            server.channel.send(ByteBuffer.wrap(octets), from);
        }

        /** Answers as it should, but from a port that was not asked. */
        void respondFromElsewhere(WcMessage reply) throws IOException {
            try (DatagramChannel other = DatagramChannel.open()) {
                ByteBuffer octets = ByteBuffer.allocate(WcMessage.LENGTH);
                reply.encode(octets);
                other.send(octets.flip(), from);
            }
        }
    }
}
