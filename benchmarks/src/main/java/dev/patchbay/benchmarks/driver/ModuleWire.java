package dev.patchbay.benchmarks.driver;

import java.io.EOFException;
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

/** One client of a {@link ModuleAsker}: one connection after the other, on each of which it says its talk. For its thread. */
final class ModuleWire implements AutoCloseable {

    private final ModuleTalk talk;
    private final Selector selector;
    private final ByteBuffer received;
    private @Nullable SocketChannel channel;
    private int step;
    private long askedAtInNanos;

    ModuleWire(ModuleTalk talk, Selector selector) {
        this.talk = talk;
        this.selector = selector;
        // one byte more than is right, to notice it
        received = ByteBuffer.allocate(Math.max(talk.acknowledgement().length, talk.answer().length) + 1);
    }

    /** When the call was begun that is under way; before connecting, if it had to. */
    long askedAtInNanos() {
        return askedAtInNanos;
    }

    /** Begins the next call, on a new connection when the last one is over. */
    void ask() throws IOException {
        askedAtInNanos = System.nanoTime();
        SocketChannel open = channel;
        if (open == null) {
            open = connect();
            channel = open;
        }
        say(open);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel made = SocketChannel.open();
        try {
            made.setOption(StandardSocketOptions.TCP_NODELAY, true);
            made.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), talk.port()));
            made.configureBlocking(false);
            made.register(selector, SelectionKey.OP_READ, this);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    /** A line is so short that the system always takes it. */
    private void say(SocketChannel open) throws IOException {
        received.clear();
        ByteBuffer line = ByteBuffer.wrap(talk.line(step));
        while (line.hasRemaining()) {
            open.write(line);
        }
    }

    /**
     * Reads what has come; whether the call is answered now.
     *
     * @throws IOException when an answer is wrong, or the connection has ended instead
     */
    boolean isAnswered() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            return false;
        }
        boolean hasEnded = open.read(received) < 0;
        byte[] expected = talk.expected(step);
        int filled = received.position();
        if (!Arrays.equals(received.array(), 0, filled, expected, 0, Math.min(filled, expected.length))) {
            throw new IOException("Expected " + ModuleClient.decoded(expected) + ", got " + text());
        }
        if (filled < expected.length) {
            checkGoesOn(hasEnded);
            return false;
        }
        return isCallOver(open);
    }

    private boolean isCallOver(SocketChannel open) throws IOException {
        step++;
        if (step == 1) {
            say(open);
            return false;
        }
        if (step > talk.calls()) {
            close();
        }
        return true;
    }

    private void checkGoesOn(boolean hasEnded) throws IOException {
        if (hasEnded) {
            throw new EOFException("Expected the answer to step " + step + ", got '" + text() + "' and the end");
        }
    }

    private String text() {
        return ModuleClient.decoded(Arrays.copyOf(received.array(), received.position()));
    }

    /** Leaves, without a goodbye; may ask again. */
    @Override
    public void close() throws IOException {
        SocketChannel open = channel;
        channel = null;
        step = 0;
        if (open != null) {
            open.close();
        }
    }
}
