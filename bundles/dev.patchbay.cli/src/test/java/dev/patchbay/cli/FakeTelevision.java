package dev.patchbay.cli;

import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.WcMessage;
import dev.patchbay.testing.RawPeer;
import dev.patchbay.testing.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.BlockingQueue;

/** A television of three small servers; its wall clock counts from 1,000 s, and a script is what the others do. */
final class FakeTelevision implements AutoCloseable {

    private static final long BEGIN = System.nanoTime() - 1_000_000_000_000L;

    private final DatagramChannel wallClock = DatagramChannel.open();
    private final RawServer server;

    FakeTelevision(Script script) throws IOException {
        wallClock.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server = new RawServer(0, peer -> script.serve(this, peer));
        Thread thread = new Thread(this::tellTime, "fake-television");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is done with a connection to CII or TS. */
    @FunctionalInterface
    interface Script {

        void serve(FakeTelevision television, RawPeer peer) throws IOException;
    }

    /** Those whose script came to its end. */
    BlockingQueue<RawPeer> peers() {
        return server.peers();
    }

    String url(String path) {
        return server.url(path).toString();
    }

    String wcUrl() throws IOException {
        return "udp://127.0.0.1:" + ((InetSocketAddress) wallClock.getLocalAddress()).getPort();
    }

    static long wallClockTicks() {
        return System.nanoTime() - BEGIN;
    }

    @Override
    public void close() throws IOException {
        server.close();
        wallClock.close();
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
}
