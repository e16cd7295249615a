package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection to a service: one line after the other is carried out and answered (§3.1).
 *
 * <p>The next one is asked for when the system has taken the answer to the one before. So who does not read is not read
 * from; and who has said his last and waits for the answer gets it, since his end is noticed by asking, too.
 */
final class ServiceConnection implements LineListener {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceConnection.class);

    /** A line up to this length is parsed in less time than handing it to another thread takes. */
    private static final int SMALL_LINE = 16 << 10;

    /** So many commands, each of them brief, may keep the I/O thread from other connections. */
    private static final int SMALL_BATCH = 8;

    private final String service;
    private final LineConnection connection;
    private final Commands commands;
    private final Executor workers;

    /** @param workers do what takes longer than an I/O thread has time */
    ServiceConnection(String service, LineConnection connection, Commands commands, Executor workers) {
        this.service = service;
        this.connection = connection;
        this.commands = commands;
        this.workers = workers;
    }

    @Override
    public void onLine(String line) {
        if (line.length() <= SMALL_LINE) {
            read(line);
        } else {
            handOver(() -> read(line));
        }
    }

    private void handOver(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("A line of {} is left undone, the protocol ends", connection.peer(), e);
            connection.close();
        }
    }

    private void read(String line) {
        Object message;
        try {
            message = Json.parse(line);
        } catch (JsonException e) {
            LOG.debug("{} sent '{}' something else than JSON and is closed", connection.peer(), service, e);
            connection.end();
            return;
        }
        if (message instanceof List<?> batch && batch.size() > SMALL_BATCH) {
            handOver(() -> execute(message));
        } else {
            execute(message);
        }
    }

    private void execute(@Nullable Object message) {
        commands.execute(service, message, this::answer);
    }

    private void answer(String text) {
        CompletionStage<Void> unused = connection.write(text).whenComplete(this::written);
    }

    private void written(@Nullable Void nothing, @Nullable Throwable fault) {
        if (fault == null) {
            connection.next();
        } else {
            LOG.debug("An answer of '{}' to {} is dropped", service, connection.peer(), fault);
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
