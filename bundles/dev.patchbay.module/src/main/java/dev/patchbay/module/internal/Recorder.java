package dev.patchbay.module.internal;

import dev.patchbay.json.Json;
import dev.patchbay.module.spi.CommandLog;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the command log of the queue or of the pool, while there is one (shmooze, §9). */
final class Recorder {

    /** What stands for the answer that did not come. */
    static final String NO_ANSWER = "null";

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final String EXCHANGE = "queue-module"; // also in the pool
    private static final String UPDATE = "module-instance";

    private final String owner;
    private final String client;
    private final Supplier<@Nullable CommandLog> log;
    private volatile boolean isFailing;

    /** @param log tells the log of the moment, or null */
    Recorder(String owner, Supplier<@Nullable CommandLog> log) {
        this.owner = owner;
        this.client = "client-" + owner;
        this.log = log;
    }

    boolean isOn() {
        return log.get() != null;
    }

    /** A command of a client, and what he was answered. @param args whatever he sent; null for nothing */
    void client(String name, @Nullable Object args, Envelope answer) {
        client(input(client, Command.toPlain(name, args)), answer);
    }

    /** The text of a client's command, for {@link #client(String, Envelope)}; null when it is not going to be recorded. */
    @Nullable
    String clientInput(String name, Map<String, @Nullable Object> args) {
        return input(client, Command.toPlain(name, args));
    }

    /** As {@link #client(String, Object, Envelope)}, for a command whose text was made by who had the time. */
    void client(@Nullable String input, Envelope answer) {
        encoded(client, null, input, answer);
    }

    /** A command to a module, and its answer, as lines. */
    void exchange(String uid, String input, String output) {
        record(EXCHANGE, uid, input, output);
    }

    /** A command to a module inside the node; null when it did not answer. */
    void exchange(String uid, Command command, @Nullable Envelope answer) {
        encoded(EXCHANGE, uid, input(EXCHANGE, Command.toPlain(command.name(), command.args())), answer);
    }

    /** What a module said of itself, and the answer, as lines. */
    void update(String uid, String input, String output) {
        record(UPDATE, uid, input, output);
    }

    /** What a module inside the node said of itself. */
    void update(String uid, Command command) {
        String input = input(UPDATE, Command.toPlain(command.name(), command.args()));
        encoded(UPDATE, uid, input, Envelope.success(null));
    }

    /** Encodes for a log only; null without one. */
    private @Nullable String input(String namespace, Map<String, @Nullable Object> command) {
        try {
            return isOn() ? Json.write(command) : null;
        } catch (IllegalArgumentException e) {
            warn(namespace, e);
            return null;
        }
    }

    private void encoded(String namespace, @Nullable String uid, @Nullable String input, @Nullable Envelope answer) {
        if (input == null || !isOn()) {
            return;
        }
        try {
            record(namespace, uid, input, answer == null ? NO_ANSWER : answer.text());
        } catch (IllegalArgumentException e) { // a module inside the node may answer what is no JSON
            warn(namespace, e);
        }
    }

    private static void warn(String namespace, IllegalArgumentException e) {
        LOG.warn("A command of {} was not recorded: {}", namespace, e.getMessage());
    }

    private void record(String namespace, @Nullable String uid, String input, String output) {
        CommandLog now = log.get();
        if (now == null) {
            return;
        }
        try {
            now.record(new CommandLog.Entry(owner, namespace, uid, Instant.now(), input, output));
            isFailing = false;
        } catch (RuntimeException | LinkageError e) { // the log's fault must not become a module's
            if (!isFailing) {
                LOG.error("The command log fails; entries of {} are lost until it works", owner, e);
            }
            isFailing = true;
        }
    }
}
