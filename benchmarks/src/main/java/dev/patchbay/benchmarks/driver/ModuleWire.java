package dev.patchbay.benchmarks.driver;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One client of a {@link Asker}: one connection after the other, on each of which it says its talk. For its thread. */
final class ModuleWire implements AskedWire {

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

    @Override
    public long askedAtInNanos() {
        return askedAtInNanos;
    }

    @Override
    public void ask() throws IOException {
        askedAtInNanos = System.nanoTime();
        SocketChannel open = channel;
        if (open == null) {
            open = AskedWire.connect(talk.port(), selector, this);
            channel = open;
        }
        say(open);
    }

    /** A line is so short that the system always takes it. */
    private void say(SocketChannel open) throws IOException {
        received.clear();
        ByteBuffer line = ByteBuffer.wrap(talk.line(step));
        while (line.hasRemaining()) {
            open.write(line);
        }
    }

    @Override
    public boolean isAnswered() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            return false;
        }
        boolean hasEnded = open.read(received) < 0;
        byte[] expected = talk.expected(step);
        int filled = received.position();
        if (!Arrays.equals(received.array(), 0, filled, expected, 0, Math.min(filled, expected.length))) {
            throw new IOException(
                    "Expected " + ModuleClient.quoted(ModuleClient.decoded(expected)) + ", got " + text());
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
        return ModuleClient.quoted(ModuleClient.decoded(Arrays.copyOf(received.array(), received.position())));
    }

    /** Who kept his connection without calling would keep the worker from the others. */
    @Override
    public void rest() throws IOException {
        close();
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
