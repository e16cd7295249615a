package dev.patchbay.protocol.moduleserver.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A connection of {@link SocketTransport}, read by a thread of its own. */
final class SocketLine implements LineConnection {

    private final Socket socket;
    private final Executor io;
    private final int maxLineBytes;
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private @Nullable LineListener listener;
    private @Nullable LineEnd end;
    private boolean isAskedFor;
    private boolean isPeerGone;

    SocketLine(Socket socket, Executor io, int maxLineBytes) {
        this.socket = socket;
        this.io = io;
        this.maxLineBytes = maxLineBytes;
    }

    void start(LineListener told) {
        synchronized (this) {
            listener = told;
        }
        Thread reading = new Thread(this::readAll, "test-read");
        reading.setDaemon(true);
        reading.start();
    }

    private void readAll() {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                add(buffer, count);
            }
            synchronized (this) {
                isPeerGone = true;
            }
            io.execute(this::deliver);
        } catch (IOException e) {
            finish(LineEnd.BROKEN);
        }
    }

    private void add(byte[] bytes, int count) {
        synchronized (this) {
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    lines.add(partial.toString(UTF_8));
                    partial.reset();
                } else {
                    partial.write(bytes[i]);
                }
            }
        }
        if (partial.size() > maxLineBytes) {
            finish(LineEnd.LINE_TOO_LONG);
        }
        io.execute(this::deliver);
    }

    private void deliver() {
        LineListener told;
        String line;
        synchronized (this) {
            if (!isAskedFor || end != null || listener == null || (lines.isEmpty() && !isPeerGone)) {
                return;
            }
            told = listener;
            line = lines.poll();
            isAskedFor = line == null;
        }
        if (line == null) {
            finish(LineEnd.BY_PEER);
        } else {
            hand(line, told);
        }
    }

    private void finish(LineEnd reason) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = reason;
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        io.execute(() -> told().onEnd(reason));
    }

    private synchronized LineListener told() {
        if (listener == null) {
            throw new AssertionError("nobody listens");
        }
        return listener;
    }

    /** No test sends U+FFFD as text: it stands for what is not UTF-8. */
    private void hand(String line, LineListener told) {
        if (line.indexOf('\uFFFD') < 0) {
            told.onLine(line);
        } else if (!told.onNoText(line)) {
            close();
        }
    }

    @Override
    public InetSocketAddress peer() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
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
    public synchronized String unread() {
        return partial.toString(UTF_8);
    }

    @Override
    public synchronized boolean send(String line) {
        if (end != null) {
            return false;
        }
        try {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean offer(String line) {
        return send(line);
    }

    @Override
    public CompletionStage<Void> write(String line) {
        return send(line)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IOException("ended"));
    }

    @Override
    public void end() {
        finish(LineEnd.BY_US);
    }

    @Override
    public void close() {
        finish(LineEnd.BY_US);
    }

    @Override
    public synchronized boolean isOpen() {
        return end == null;
    }
}
