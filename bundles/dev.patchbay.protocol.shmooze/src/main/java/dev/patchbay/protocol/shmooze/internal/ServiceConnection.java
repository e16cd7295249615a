package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection to a service: one line after the other is carried out and answered (§3.1).
 *
 * <p>One line is read ahead. Its time comes when the system has taken the answer to the one before, so who does not read is
 * not read from. A client that waits for each answer costs no switch to the I/O thread: the demand for its next line is
 * there already.
 */
final class ServiceConnection implements LineListener {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceConnection.class);

    /** A line up to this length is parsed in less time than handing it to another thread takes. */
    private static final int SMALL_LINE = 16 << 10;

    private final String service;
    private final LineConnection connection;
    private final Commands commands;
    private final Executor workers;

    /** Commands whose answer was taken; whoever adds the first goes on for all, or the stack would grow with them. */
    private final AtomicInteger answered = new AtomicInteger();

    /** Whether a command is being carried out. Guarded by this, as below. */
    private boolean isBusy;

    /** The line that was read ahead; null while there is none, and then it has been asked for. */
    private @Nullable String ahead;

    /** @param workers parse long lines */
    ServiceConnection(String service, LineConnection connection, Commands commands, Executor workers) {
        this.service = service;
        this.connection = connection;
        this.commands = commands;
        this.workers = workers;
    }

    @Override
    public void onLine(String line) {
        synchronized (this) {
            if (isBusy) {
                ahead = line;
                return;
            }
            isBusy = true;
        }
        begin(line);
    }

    private void begin(String line) {
        connection.next();
        if (line.length() <= SMALL_LINE) {
            execute(line);
            return;
        }
        try {
            workers.execute(() -> execute(line));
        } catch (RejectedExecutionException e) {
            LOG.debug("A line of {} is left undone, the protocol ends", connection.peer(), e);
            connection.close();
        }
    }

    private void execute(String line) {
        Object message;
        try {
            message = Json.parse(line);
        } catch (JsonException e) {
            LOG.debug("{} sent '{}' something else than JSON and is closed", connection.peer(), service, e);
            connection.end();
            return;
        }
        commands.execute(service, message, this::answer);
    }

    private void answer(String text) {
        CompletionStage<Void> unused = connection.write(text).whenComplete(this::written);
    }

    private void written(@Nullable Void nothing, @Nullable Throwable fault) {
        if (fault != null) {
            LOG.debug("An answer of '{}' to {} is dropped", service, connection.peer(), fault);
        } else if (answered.getAndIncrement() == 0) {
            do {
                goOn();
            } while (answered.decrementAndGet() > 0);
        }
    }

    private void goOn() {
        String line;
        synchronized (this) {
            line = ahead;
            ahead = null;
            isBusy = line != null;
        }
        if (line != null) {
            begin(line);
        }
    }

    @Override
    public void onEnd(LineEnd end) {
        if (end == LineEnd.LINE_TOO_LONG || end == LineEnd.SLOW_PEER) {
            LOG.warn("The connection of {} to '{}' was ended: {}", connection.peer(), service, end);
        } else {
            LOG.debug("The connection of {} to '{}' has ended: {}", connection.peer(), service, end);
        }
    }
}
