package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One side of a connection in memory: the test is the other side. Its listener is called on the I/O thread only. */
final class FakeLine implements LineConnection {

    private static final long PATIENCE_IN_SEC = 10;

    private final Executor io;
    private final InetSocketAddress peer;
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final Deque<String> received = new ArrayDeque<>();
    private @Nullable CompletableFuture<Void> held;
    private @Nullable LineListener listener;
    private @Nullable LineEnd end;
    private boolean isAskedFor;

    FakeLine(Executor io, InetSocketAddress peer) {
        this.io = io;
        this.peer = peer;
    }

    synchronized void listenedToBy(LineListener next) {
        listener = next;
    }

    /** The other side sends lines. */
    synchronized void receive(String... lines) {
        for (String line : lines) {
            received.add(line);
        }
        io.execute(this::deliver);
    }

    private void deliver() {
        LineListener told;
        String line;
        synchronized (this) {
            if (!isAskedFor || received.isEmpty() || end != null || listener == null) {
                return;
            }
            isAskedFor = false;
            told = listener;
            line = received.remove();
        }
        told.onLine(line);
    }

    /** The other side, or the world, ends it. */
    void end(LineEnd reason) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = reason;
        }
        io.execute(() -> told().onEnd(reason));
    }

    private synchronized LineListener told() {
        if (listener == null) {
            throw new AssertionError("nobody listens");
        }
        return listener;
    }

    /** The system takes nothing that is written until {@link #takeWrites}. */
    synchronized void holdWrites() {
        held = new CompletableFuture<>();
    }

    void takeWrites() {
        CompletableFuture<Void> before;
        synchronized (this) {
            before = held;
            held = null;
        }
        if (before != null) {
            io.execute(() -> before.complete(null));
        }
    }

    /** What was sent next; fails when nothing comes. */
    String takeSent() throws InterruptedException {
        String line = sent.poll(PATIENCE_IN_SEC, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("Expected a line, nothing came");
        }
        return line;
    }

    boolean hasSent() {
        return !sent.isEmpty();
    }

    /** How many lines came that nobody has read. */
    synchronized int waiting() {
        return received.size();
    }

    synchronized @Nullable LineEnd ended() {
        return end;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public String unread() {
        return "";
    }

    @Override
    public synchronized void next() {
        if (isAskedFor) {
            throw new AssertionError("Asked for a line twice");
        }
        isAskedFor = true;
        io.execute(this::deliver);
    }

    @Override
    public synchronized boolean send(String line) {
        return end == null && sent.add(line);
    }

    @Override
    public boolean offer(String line) {
        return send(line);
    }

    @Override
    public synchronized CompletionStage<Void> write(String line) {
        if (!send(line)) {
            return CompletableFuture.failedFuture(new IOException("ended"));
        }
        return held == null ? CompletableFuture.completedFuture(null) : held;
    }

    @Override
    public void end() {
        end(LineEnd.BY_US);
    }

    @Override
    public void close() {
        end(LineEnd.BY_US);
    }

    @Override
    public synchronized boolean isOpen() {
        return end == null;
    }
}
