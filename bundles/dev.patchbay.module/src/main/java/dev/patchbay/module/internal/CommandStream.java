package dev.patchbay.module.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.module.ModuleException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The connection over which a process is told what to do (shmooze, §5.2): one command at a time, in order, each within
 * its time. A line is always asked for, so that an end is noticed while nothing is told.
 */
final class CommandStream implements LineListener {

    private final LineConnection connection;
    private final StreamContext context;
    private final Deadline<Exchange> deadline;

    /** Guarded by this: those that wait for {@link #current}. */
    private final Deque<Exchange> waiting = new ArrayDeque<>();

    /** Guarded by this: the one that was sent and not answered. */
    private @Nullable Exchange current;

    /** Guarded by this. */
    private boolean isClosed;

    CommandStream(LineConnection connection, StreamContext context) {
        this.connection = connection;
        this.context = context;
        this.deadline = new Deadline<>(context.clock(), this::timedOut);
    }

    /** Sends it when those before have been answered. */
    CompletableFuture<@Nullable Object> send(Command command) {
        return send(command, false);
    }

    /** Sends it before all that wait. */
    CompletableFuture<@Nullable Object> sendNext(Command command) {
        return send(command, true);
    }

    private CompletableFuture<@Nullable Object> send(Command command, boolean isUrgent) {
        Exchange exchange;
        try {
            exchange = new Exchange(command.text());
        } catch (ModuleException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (!enqueue(exchange, isUrgent)) {
            return Outcome.failed(Texts.PIPE_CLOSED);
        }
        sendWaiting();
        return exchange.outcome();
    }

    private synchronized boolean enqueue(Exchange exchange, boolean isUrgent) {
        if (isClosed) {
            return false;
        }
        if (isUrgent) {
            waiting.addFirst(exchange);
        } else {
            waiting.addLast(exchange);
        }
        return true;
    }

    private void sendWaiting() {
        Exchange next = advance();
        if (next != null) {
            deadline.begin(next, context.settings().writeInMs());
            Outcome.follow(connection
                    .write(next.input())
                    .handle((done, failure) -> written(next, failure))
                    .toCompletableFuture());
        }
    }

    private synchronized @Nullable Exchange advance() {
        if (isClosed || current != null) {
            return null;
        }
        current = waiting.poll();
        return current;
    }

    private @Nullable Void written(Exchange exchange, @Nullable Throwable failure) {
        if (failure == null) {
            deadline.prolong(exchange, context.settings().answerInMs());
        } else {
            broken(Texts.PIPE_CLOSED);
        }
        return null;
    }

    private void timedOut(Exchange exchange) {
        if (isCurrent(exchange)) {
            broken(Texts.TIMEOUT);
        }
    }

    private synchronized boolean isCurrent(Exchange exchange) {
        return current == exchange;
    }

    private synchronized @Nullable Exchange current() {
        return current;
    }

    @Override
    public void onLine(String line) {
        Exchange exchange = answering();
        if (exchange != null) {
            context.read(line, () -> answered(exchange, line, Envelope.parse(line)));
        }
    }

    /** An answer like any other that cannot be read: the module stays. */
    @Override
    public boolean onNoText(String shown) {
        Exchange exchange = answering();
        if (exchange != null) {
            answered(exchange, shown, null);
        }
        return true;
    }

    /** What is answered now; null when nothing was asked, which ends the connection. */
    private @Nullable Exchange answering() {
        Exchange exchange = current();
        if (exchange == null) {
            broken("answered without being asked");
        } else {
            deadline.end(exchange);
        }
        return exchange;
    }

    private void answered(Exchange exchange, String line, @Nullable Envelope answer) {
        if (!claim(exchange)) {
            return;
        }
        context.recordExchange(exchange.input(), answer == null ? Recorder.NO_ANSWER : line);
        sendWaiting();
        exchange.answer(answer == null ? Envelope.failure(Texts.MALFORMED) : answer);
        connection.next();
    }

    private synchronized boolean claim(Exchange exchange) {
        boolean isCurrent = current == exchange;
        if (isCurrent) {
            current = null;
        }
        return isCurrent;
    }

    @Override
    public void onEnd(LineEnd end) {
        if (end == LineEnd.LINE_TOO_LONG) {
            broken(Texts.MALFORMED);
        } else if (current() != null) {
            broken(Texts.PIPE_CLOSED);
        } else {
            context.ended();
        }
    }

    /** Whoever is told that his command failed finds the channel closed. */
    private void broken(String reason) {
        close(reason, () -> context.broken().complete(reason));
    }

    /** Closes the connection; what was not answered fails. */
    void close() {
        close(Texts.PIPE_CLOSED, () -> {});
    }

    private void close(String reason, Runnable first) {
        List<Exchange> lost = new ArrayList<>();
        Exchange sent;
        synchronized (this) {
            isClosed = true;
            sent = current;
            current = null;
            lost.addAll(waiting);
            waiting.clear();
        }
        first.run();
        connection.close();
        if (sent != null) {
            deadline.end(sent);
            context.recordExchange(sent.input(), Recorder.NO_ANSWER);
            sent.fail(reason);
        }
        lost.forEach(exchange -> exchange.fail(Texts.PIPE_CLOSED));
    }
}
