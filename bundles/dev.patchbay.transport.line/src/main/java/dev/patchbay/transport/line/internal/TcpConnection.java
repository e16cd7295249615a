package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LineSettings;
import dev.patchbay.transport.line.internal.Outbound.Taken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection, as everybody may use it. What its I/O thread does for it is in {@link IoSide}.
 *
 * <p>It is open until somebody says why it ends: the first reason holds. From then on nothing is taken and no line is
 * handed over; the I/O thread gives everything back and tells the listener, at once or after what waits has been
 * written.
 */
final class TcpConnection implements LineConnection {

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final IoLoop loop;
    private final InetSocketAddress peer;
    private final Inbound inbound;
    private final Outbound outbound;
    private final IoSide io;
    private final AtomicReference<@Nullable LineEnd> end = new AtomicReference<>();

    /** @param connections this is removed from them at its end */
    TcpConnection(IoLoop loop, Connections connections, InetSocketAddress peer, LineSettings settings) {
        this.loop = loop;
        this.peer = peer;
        inbound = new Inbound(settings.maxLineBytes());
        outbound = new Outbound(settings.maxPendingBytes());
        io = new IoSide(this, loop, connections, inbound, outbound);
    }

    /** Has a socket that is connected; before this is shown to anybody, and followed by {@link #start}. */
    void use(SocketChannel accepted) {
        io.use(accepted);
    }

    /** Begins to read, and to tell the listener; what was asked for, sent and ended before holds. */
    void start(LineListener listener) {
        begin(() -> io.begin(listener));
    }

    /** Connects, and then begins. */
    void connect(long withinMs, LineListener listener) {
        begin(() -> io.connect(withinMs, listener));
    }

    private void begin(Runnable beginning) {
        if (!loop.execute(beginning)) {
            // The I/O thread has just ended; so there is nobody else to tell the listener.
            close();
            beginning.run();
        }
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public void next() {
        if (isOpen() && inbound.ask()) {
            loop.execute(io.serving());
        }
    }

    @Override
    public String unread() {
        return inbound.unread();
    }

    @Override
    public boolean send(String line) {
        return isTaken(hand(line, null, LineEnd.SLOW_PEER));
    }

    @Override
    public boolean offer(String line) {
        return isTaken(hand(line, null, null));
    }

    @Override
    public CompletionStage<Void> write(String line) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        Taken taken = hand(line, written, LineEnd.SLOW_PEER);
        if (taken == Taken.WRITTEN) {
            written.complete(null);
        } else if (!isTaken(taken)) {
            written.completeExceptionally(unwritten());
        }
        return written;
    }

    @Override
    public void end() {
        endAfterwards(LineEnd.BY_US);
    }

    @Override
    public void close() {
        cut(LineEnd.BY_US);
    }

    @Override
    public boolean isOpen() {
        return end.get() == null;
    }

    /** Why it ended; null while it is open. */
    @Nullable
    LineEnd why() {
        return end.get();
    }

    /** Ends it after what waits has been written. */
    void endAfterwards(LineEnd reason) {
        if (end.compareAndSet(null, reason)) {
            outbound.close();
            later(io::finishAfterwards);
        }
    }

    /** Ends it at once, even when it was ending; then the reason stays. */
    void cut(LineEnd reason) {
        end.compareAndSet(null, reason);
        later(io::finish);
    }

    /** Ends it, since its socket cannot be used any more. */
    void broke(Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("The {} broke", this, cause);
        } else {
            LOG.error("The {} is given up", this, cause);
        }
        // Who sent his last byte may have closed the socket, which is noticed by writing to it.
        cut(inbound.isEnded() ? LineEnd.BY_PEER : LineEnd.BROKEN);
    }

    /** For promises that cannot be kept. */
    IOException unwritten() {
        return new IOException("The line was not written: the " + this + " has ended, " + end.get());
    }

    @Override
    public String toString() {
        return "connection with " + peer;
    }

    /** Never within this call, so that the listener is not told of the end in the middle of a line. */
    private void later(Runnable ending) {
        if (!loop.execute(ending)) {
            io.finish();
        }
    }

    private static boolean isTaken(Taken taken) {
        return taken != Taken.NO_ROOM && taken != Taken.CLOSED;
    }

    /** Has a line written. @param overflow what the connection ends with when there is no room; null for going on */
    private Taken hand(String line, @Nullable CompletableFuture<Void> promise, @Nullable LineEnd overflow) {
        byte[] bytes = bytes(line);
        if (!isOpen()) {
            return Taken.CLOSED;
        }
        try {
            Taken taken = outbound.take(bytes, promise, loop.isCurrent() && io.isServing());
            if (taken == Taken.WAITS_FOR_FLUSH) {
                loop.execute(io::flush);
            } else if (taken == Taken.NO_ROOM && overflow != null) {
                cut(overflow);
            }
            return taken;
        } catch (IOException e) {
            broke(e);
            return Taken.CLOSED;
        }
    }

    private static byte[] bytes(String line) {
        int feed = line.indexOf('\n');
        if (feed >= 0) {
            throw new IllegalArgumentException("Expected one line, got a line feed at index " + feed
                    + ". Send each line by itself, or escape the line feed");
        }
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(text, text.length + 1);
        bytes[text.length] = '\n';
        return bytes;
    }
}
