package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Remembers what it is told, and what was wrong with how it was told. */
final class RecordingListener implements LineListener {

    static final long LIMIT_IN_MS = 20_000;

    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    final BlockingQueue<LineEnd> ends = new LinkedBlockingQueue<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    private final CompletableFuture<LineConnection> connection = new CompletableFuture<>();
    private final AtomicInteger inside = new AtomicInteger();
    private BiConsumer<LineConnection, String> onLine = (connection, line) -> {};
    private Consumer<LineEnd> onEnd = end -> {};
    private Consumer<LineConnection> onAttach = connection -> {};

    /** One that answers each line with itself and asks for the next. */
    static RecordingListener echo() {
        return new RecordingListener().atFirst(LineConnection::next).onLine((connection, line) -> {
            connection.send(line);
            connection.next();
        });
    }

    RecordingListener onLine(BiConsumer<LineConnection, String> does) {
        onLine = does;
        return this;
    }

    RecordingListener onEnd(Consumer<LineEnd> does) {
        onEnd = does;
        return this;
    }

    /** What is done in the acceptor. */
    RecordingListener atFirst(Consumer<LineConnection> does) {
        onAttach = does;
        return this;
    }

    LineListener attach(LineConnection accepted) {
        checkThread();
        onAttach.accept(accepted);
        connection.complete(accepted);
        return this;
    }

    LineConnection awaitConnection() {
        return connection.orTimeout(LIMIT_IN_MS, TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void onLine(String line) {
        enter();
        lines.add(line);
        try {
            onLine.accept(connection.join(), line);
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void onEnd(LineEnd end) {
        enter();
        try {
            onEnd.accept(end);
        } finally {
            ends.add(end);
            inside.decrementAndGet();
        }
    }

    String line() throws InterruptedException {
        String line = lines.poll(LIMIT_IN_MS, TimeUnit.MILLISECONDS);
        assertNotNull("a line", line);
        return line;
    }

    LineEnd end() throws InterruptedException {
        LineEnd end = ends.poll(LIMIT_IN_MS, TimeUnit.MILLISECONDS);
        assertNotNull("an end", end);
        assertEquals(List.of(), faults);
        return end;
    }

    /** For one that is given to connect. */
    RecordingListener of(LineConnection connected) {
        connection.complete(connected);
        return this;
    }

    private void enter() {
        checkThread();
        if (inside.incrementAndGet() != 1) {
            faults.add("called while it was being called");
        }
        if (!ends.isEmpty()) {
            faults.add("called after its end");
        }
    }

    private void checkThread() {
        if (!Thread.currentThread().getName().startsWith("patchbay-line-")) {
            faults.add("called on " + Thread.currentThread());
        }
    }
}
