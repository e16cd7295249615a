package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A selector, its connections, and one thread at a time that serves them for a {@link Player}. */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int OPENING_PAUSE_IN_MS = 20;

    private final Target target;
    private final byte[] handshake;
    private final Selector selector;
    private final List<Wire> wires = new ArrayList<>();
    private final ByteBuffer inbox = ByteBuffer.allocate(1 << 18);
    private final Outbox outbox = new Outbox(this::drop);
    private Player player = new Idle();
    private int upgraded;
    private int failures;

    Lane(Target target) throws IOException {
        this.target = target;
        this.handshake = Handshake.request(target);
        this.selector = Selector.open();
    }

    List<Wire> wires() {
        return Collections.unmodifiableList(wires);
    }

    Outbox outbox() {
        return outbox;
    }

    /**
     * Opens connections.
     *
     * @param count how many
     * @param atOnce how many may be on their way at a time
     * @throws IOException when not all were upgraded in time
     */
    void open(int count, int atOnce, long timeoutInMs) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        int wanted = wires.size() + count;
        while (upgraded < wanted) {
            while (wires.size() < wanted && wires.size() - upgraded < atOnce) {
                wires.add(Wire.connect(wires.size(), target, selector));
            }
            turn(OPENING_PAUSE_IN_MS);
            checkOpening(wanted, deadline);
        }
    }

    private void checkOpening(int wanted, long deadline) throws IOException {
        boolean lost = wires.stream().anyMatch(wire -> !wire.isOpen());
        if (lost || System.nanoTime() > deadline) {
            throw new IOException("Expected " + wanted + " connections to " + target + ", got " + upgraded
                    + (lost ? " before one was refused" : " before the time was over"));
        }
    }

    /** Serves the player until it says that it is over; on the calling thread. */
    void play(Player next) throws IOException {
        player = next;
        player.start(System.nanoTime());
        outbox.flush();
        int pause = player.turn(System.nanoTime());
        while (pause != Player.OVER) {
            outbox.flush();
            turn(pause);
            pause = player.turn(System.nanoTime());
        }
        outbox.flush();
        player = new Idle();
    }

    /** Takes notice of what has come in, without waiting. */
    void look() throws IOException {
        selector.selectNow(this::serve);
    }

    private void turn(int pauseInMs) throws IOException {
        selector.select(this::serve, pauseInMs);
    }

    private void serve(SelectionKey key) {
        Wire wire = (Wire) key.attachment();
        try {
            serve(key, wire);
        } catch (IOException e) {
            tell(wire, e);
            drop(wire);
        }
    }

    private void tell(Wire wire, IOException failure) {
        if (failures == 0) {
            LOG.warn("Connection {} to {} failed; others that do are not told", wire.index(), target, failure);
        }
        failures++;
    }

    private void serve(SelectionKey key, Wire wire) throws IOException {
        if (key.isConnectable()) {
            wire.finishConnect(handshake);
        }
        if (key.isValid() && key.isWritable()) {
            wire.writeOn();
        }
        if (key.isValid() && key.isReadable()) {
            read(wire);
        }
    }

    private void read(Wire wire) throws IOException {
        if (!wire.readInto(inbox)) {
            throw new IOException("closed by the server");
        }
        byte[] bytes = inbox.array();
        int frames = wire.isUpgraded() ? 0 : upgrade(wire, bytes, inbox.position());
        int rest = wire.isUpgraded() ? messages(wire, bytes, frames, inbox.position()) : 0;
        wire.keep(bytes, rest, inbox.position());
        outbox.flush();
    }

    private int upgrade(Wire wire, byte[] bytes, int to) throws IOException {
        int end = Handshake.endOfAnswer(bytes, to);
        if (end < 0) {
            return 0;
        }
        wire.upgraded();
        upgraded++;
        return end;
    }

    private int messages(Wire wire, byte[] bytes, int from, int to) throws IOException {
        long now = System.nanoTime();
        return FrameParser.parse(bytes, from, to, (opcode, last, buffer, offset, length) -> {
            if (opcode == Frames.PING) {
                wire.write(ByteBuffer.wrap(Frames.masked(Frames.PONG, copy(buffer, offset, length))));
            } else if (opcode < Frames.CLOSE && last) {
                player.onMessage(wire, buffer, offset, length, now);
            }
        });
    }

    private static byte[] copy(byte[] buffer, int offset, int length) {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    private void drop(Wire wire) {
        try {
            wire.abort();
        } catch (IOException e) {
            LOG.debug("Connection {} could not be closed", wire.index(), e);
        }
        player.onClosed(wire);
    }

    @Override
    public void close() throws IOException {
        wires.forEach(Lane::close);
        selector.close();
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            LOG.debug("Connection {} could not be closed in order", wire.index(), e);
        }
    }

    /** Sends nothing and hears nothing. */
    private static final class Idle implements Player {

        @Override
        public void start(long nowInNanos) {}

        @Override
        public void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos) {}

        @Override
        public void onClosed(Wire wire) {}

        @Override
        public int turn(long nowInNanos) {
            return OVER;
        }
    }
}
