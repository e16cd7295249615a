package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What its I/O thread does for a connection: connects it, reads, hands lines over, writes what the socket did not take
 * at once, and in the end gives everything back and tells the listener. For that thread only.
 */
final class IoSide implements IoLoop.Member {

    private static final Logger LOG = LoggerFactory.getLogger(IoSide.class);

    /** How long what waits may take to be written at the end. */
    private static final long END_IN_MS = 2_000;

    /** How many lines are handed over before other connections get their turn. */
    private static final int TURN = 64;

    /** How often what nobody wants any more is read before the socket is closed. */
    private static final int LAST_READS = 4;

    private final TcpConnection connection;
    private final IoLoop loop;
    private final Connections connections;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Runnable serving = this::serve;

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable LineListener listener;
    private Timers.@Nullable Timer timer;
    private boolean isConnecting;
    private boolean isServing;
    private boolean isBlocked;
    private boolean isEnding;
    private boolean isFinished;

    IoSide(TcpConnection connection, IoLoop loop, Connections connections, Inbound inbound, Outbound outbound) {
        this.connection = connection;
        this.loop = loop;
        this.connections = connections;
        this.inbound = inbound;
        this.outbound = outbound;
    }

    /** Has a socket that is connected; before the I/O thread knows of this. */
    void use(SocketChannel accepted) {
        channel = accepted;
        outbound.open(accepted);
    }

    /** Hands over what is asked for and has come; may be told to the I/O thread by any other. */
    Runnable serving() {
        return serving;
    }

    /** Whether lines are being handed over; then a flush follows. */
    boolean isServing() {
        return isServing;
    }

    /** Begins to read a socket that is connected. */
    void begin(LineListener told) {
        listener = told;
        if (isFinished) {
            tellEnd();
        } else if (channel != null) {
            try {
                key = loop.register(channel, 0, this);
                serve();
            } catch (IOException e) {
                connection.broke(e);
            }
        }
    }

    /** Connects, and then begins to read. */
    void connect(long withinMs, LineListener told) {
        listener = told;
        if (isFinished) {
            tellEnd();
            return;
        }
        isConnecting = true;
        timer = loop.after(withinMs, () -> unreachable(new IOException("No answer within " + withinMs + " ms")));
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            boolean isThere = Sockets.prepare(opened).connect(connection.peer());
            key = loop.register(opened, isThere ? 0 : SelectionKey.OP_CONNECT, this);
            if (isThere) {
                connected(opened);
            }
        } catch (IOException | RuntimeException e) {
            // Java throws unchecked what it thinks of the address: that it is not resolved, or of no use here.
            unreachable(e);
        }
    }

    @Override
    public void ready(int ops) throws IOException {
        if ((ops & SelectionKey.OP_CONNECT) != 0) {
            finishConnecting();
        }
        if ((ops & SelectionKey.OP_WRITE) != 0) {
            flush();
        }
        if ((ops & SelectionKey.OP_READ) != 0) {
            read();
        }
    }

    @Override
    public void broke(Throwable cause) {
        connection.broke(cause);
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Writes what waits. */
    void flush() {
        if (isFinished) {
            return;
        }
        try {
            boolean isEmpty = outbound.flush();
            isBlocked = !isEmpty && !isConnecting;
            if (isEmpty && isEnding) {
                finish();
            } else {
                updateInterest();
            }
        } catch (IOException e) {
            connection.broke(e);
        }
    }

    /** Finishes as soon as what waits has been written. */
    void finishAfterwards() {
        if (!isFinished) {
            isEnding = true;
            cancelTimer();
            timer = loop.after(END_IN_MS, this::finish);
            flush();
        }
    }

    /** Gives everything back and tells the listener. Harmless when repeated. */
    void finish() {
        if (isFinished) {
            return;
        }
        isFinished = true;
        cancelTimer();
        closeSocket();
        connections.remove(connection);
        outbound.abandon().forEach(promise -> promise.completeExceptionally(connection.unwritten()));
        tellEnd();
    }

    private void finishConnecting() {
        SocketChannel opened = channel;
        try {
            if (opened != null && opened.finishConnect()) {
                connected(opened);
            }
        } catch (IOException e) {
            unreachable(e);
        }
    }

    private void connected(SocketChannel opened) throws IOException {
        if (opened.getLocalAddress().equals(opened.getRemoteAddress())) {
            // Happens on loopback when nobody listens and the system chooses that very port for this side.
            throw new IOException("It connected to itself");
        }
        isConnecting = false;
        if (!isEnding) {
            cancelTimer();
        }
        outbound.open(opened);
        serve();
    }

    private void unreachable(Exception cause) {
        LOG.debug("There is no {}", connection, cause);
        connection.cut(LineEnd.UNREACHABLE);
    }

    private void read() throws IOException {
        ByteBuffer buffer = loop.readBuffer();
        int room = inbound.room(buffer.capacity());
        if (channel == null || !connection.isOpen() || room == 0) {
            updateInterest();
            return;
        }
        int count = channel.read(buffer.limit(room));
        if (count < 0) {
            inbound.end();
        } else {
            inbound.add(buffer);
        }
        serve();
    }

    private void serve() {
        if (isFinished || isConnecting || listener == null) {
            return;
        }
        int lines = handOver(listener);
        if (lines == TURN) {
            loop.execute(serving);
        }
        flush();
    }

    /**
     * Hands over lines as long as they are there and asked for.
     *
     * @return how many; {@link #TURN} when there may be more
     */
    private int handOver(LineListener told) {
        isServing = true;
        try {
            int lines = 0;
            while (lines < TURN && connection.isOpen() && inbound.isAsked() && handOverOne(told)) {
                lines++;
            }
            return lines;
        } finally {
            isServing = false;
            inbound.settle();
        }
    }

    private boolean handOverOne(LineListener told) {
        try {
            String line = inbound.poll();
            if (line != null) {
                told.onLine(line);
            } else if (inbound.isEnded()) {
                connection.endAfterwards(LineEnd.BY_PEER);
            }
            return line != null;
        } catch (BadLineException e) {
            return handOverBad(e, told);
        } catch (Throwable e) {
            LOG.warn("The {} is closed, since its listener failed", connection, e);
            connection.close();
        }
        return false;
    }

    /** Whether the connection goes on. */
    private boolean handOverBad(BadLineException bad, LineListener told) {
        String shown = bad.shown();
        try {
            if (shown != null && told.onNoText(shown)) {
                return true;
            }
            LOG.debug("The {} is closed: {}", connection, bad.getMessage());
            connection.cut(bad.end());
        } catch (Throwable e) {
            LOG.warn("The {} is closed, since its listener failed", connection, e);
            connection.close();
        }
        return false;
    }

    private void updateInterest() {
        if (key != null && key.isValid()) {
            int ops = interest();
            if (ops != key.interestOps()) {
                key.interestOps(ops);
            }
        }
    }

    private int interest() {
        if (isConnecting) {
            return SelectionKey.OP_CONNECT;
        }
        int reading = connection.isOpen() && inbound.isReading() ? SelectionKey.OP_READ : 0;
        return isBlocked ? reading | SelectionKey.OP_WRITE : reading;
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void closeSocket() {
        if (channel == null) {
            return;
        }
        try (SocketChannel closing = channel) {
            if (closing.isConnected() && !inbound.isEnded()) {
                discard(closing);
            }
        } catch (IOException e) {
            LOG.debug("The {} was broken when it was closed", connection, e);
        }
    }

    /** Reads what has come, or else the system breaks the connection, and the peer loses what was sent to it last. */
    private void discard(SocketChannel closing) throws IOException {
        int reads = 0;
        while (reads < LAST_READS && closing.read(loop.readBuffer()) > 0) {
            reads++;
        }
    }

    private void tellEnd() {
        LineEnd why = connection.why();
        if (listener == null || why == null) {
            return;
        }
        LOG.debug("The {} has ended, {}", connection, why);
        try {
            listener.onEnd(why);
        } catch (Throwable e) {
            LOG.warn("The listener of the {} failed at its end", connection, e);
        }
    }
}
