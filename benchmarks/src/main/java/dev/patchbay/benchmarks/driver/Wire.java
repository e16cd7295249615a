package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Lane}. An idle one holds no buffer. For the lane's thread only. */
final class Wire implements AutoCloseable {

    private static final byte[] GOODBYE = Frames.masked(Frames.CLOSE, new byte[] {0x03, (byte) 0xe8});
    private static final int WIRES_OF_ONE_ADDRESS = 5_000;

    private final int index;
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean upgraded;
    private byte @Nullable [] unread;
    private @Nullable ByteBuffer unsent;

    private Wire(int index, SocketChannel channel, Selector selector) throws IOException {
        this.index = index;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Starts to connect. Wires spread over several loopback addresses, each of which has its own range of ports. */
    static Wire connect(int index, Target target, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + index / WIRES_OF_ONE_ADDRESS)}), 0));
        channel.connect(new InetSocketAddress(target.host(), target.port()));
        return new Wire(index, channel, selector);
    }

    /** Its number in the lane, from 0. */
    int index() {
        return index;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isUpgraded() {
        return upgraded;
    }

    void upgraded() {
        upgraded = true;
    }

    /** The connection is there: asks for the upgrade. */
    void finishConnect(byte[] handshake) throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(ByteBuffer.wrap(handshake));
    }

    /**
     * Reads what is there behind what was left over the last time.
     *
     * @return whether the connection still lives
     */
    boolean readInto(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (unread != null) {
            buffer.put(unread);
            unread = null;
        }
        if (!buffer.hasRemaining()) {
            throw new IOException("Expected messages below " + buffer.capacity() + " bytes, got a longer one");
        }
        return channel.read(buffer) >= 0;
    }

    /** Keeps bytes for the next time. */
    void keep(byte[] buffer, int from, int to) {
        if (from < to) {
            unread = Arrays.copyOfRange(buffer, from, to);
        }
    }

    /** Writes all of it, now or as soon as the peer takes it. */
    void write(ByteBuffer bytes) throws IOException {
        if (unsent == null) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            remember(bytes);
        }
    }

    private void remember(ByteBuffer bytes) {
        int waiting = unsent == null ? 0 : unsent.remaining();
        ByteBuffer all = ByteBuffer.allocate(waiting + bytes.remaining());
        if (unsent != null) {
            all.put(unsent);
        }
        unsent = all.put(bytes).flip();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** The peer takes bytes again. */
    void writeOn() throws IOException {
        ByteBuffer bytes = unsent;
        if (bytes == null) {
            return;
        }
        channel.write(bytes);
        if (!bytes.hasRemaining()) {
            unsent = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Says goodbye, if that can be done at once, and closes. */
    @Override
    public void close() throws IOException {
        if (upgraded && unsent == null && channel.isOpen()) {
            channel.write(ByteBuffer.wrap(GOODBYE));
        }
        abort();
    }

    /** Closes without a word. */
    void abort() throws IOException {
        channel.close();
    }
}
