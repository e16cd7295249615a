package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/**
 * Sends wall clock requests over UDP, so many outstanding, and takes whatever comes back for answers: each must carry what its
 * request had as the originate time. For one thread at a time.
 */
public final class DatagramAsker implements AutoCloseable {

    /** What a lost datagram is waited for; loopback loses none unless a buffer is full. */
    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long PAUSE_IN_MS = 100;
    private static final int LENGTH = 32;
    private static final int ORIGINATE_AT = 8;
    private static final int RECEIVE_AT = 16;
    private static final int TRANSMIT_AT = 24;

    private final DatagramChannel channel;
    private final Selector selector;
    private final int outstanding;
    private final ByteBuffer request = ByteBuffer.allocateDirect(LENGTH);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(2 * LENGTH);
    private Histogram hold = new Histogram();

    private DatagramAsker(DatagramChannel channel, Selector selector, int outstanding) {
        this.channel = channel;
        this.selector = selector;
        this.outstanding = outstanding;
    }

    /** Ready to ask. @param port at 127.0.0.1 */
    public static DatagramAsker open(int port, int outstanding) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        return new DatagramAsker(channel, selector, outstanding);
    }

    /**
     * Asks until the time is over, and waits at most 2 s for an answer.
     *
     * @throws IOException when an answer is not one
     */
    public Outcome run(long durationInMs) throws IOException {
        Histogram latency = new Histogram();
        hold = new Histogram();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(durationInMs);
        for (int i = 0; i < outstanding; i++) {
            ask();
        }
        int open = outstanding;
        long heardAt = start;
        long now = start;
        while (open > 0 && now - heardAt < PATIENCE_IN_NANOS) {
            selector.select(PAUSE_IN_MS);
            selector.selectedKeys().clear();
            now = System.nanoTime();
            while (isAnswered(latency)) {
                heardAt = now;
                if (now < end) {
                    ask();
                } else {
                    open--;
                }
            }
        }
        return new Outcome(latency.total(), open, 0, heardAt - start, latency);
    }

    /** How long the server had each request of the last run, as it says itself. */
    public Histogram hold() {
        return hold;
    }

    private void ask() throws IOException {
        request.clear();
        request.putLong(ORIGINATE_AT, System.nanoTime());
        channel.write(request);
    }

    private boolean isAnswered(Histogram latency) throws IOException {
        answer.clear();
        if (channel.read(answer) == 0) {
            return false;
        }
        if (answer.position() != LENGTH) {
            throw new IOException("Expected an answer of " + LENGTH + " bytes, got " + answer.position());
        }
        latency.record(System.nanoTime() - answer.getLong(ORIGINATE_AT));
        hold.record(nanosAt(TRANSMIT_AT) - nanosAt(RECEIVE_AT));
        return true;
    }

    private long nanosAt(int index) {
        return TimeUnit.SECONDS.toNanos(Integer.toUnsignedLong(answer.getInt(index)))
                + Integer.toUnsignedLong(answer.getInt(index + Integer.BYTES));
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
