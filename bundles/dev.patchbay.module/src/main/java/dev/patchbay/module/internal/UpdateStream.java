package dev.patchbay.module.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection over which a process says what it is (shmooze, §5.3). Answers are offered only: the original's helper
 * never reads them.
 */
final class UpdateStream implements LineListener {

    private final LineConnection connection;
    private final StreamContext context;
    private final ChannelListener listener;

    UpdateStream(LineConnection connection, StreamContext context, ChannelListener listener) {
        this.connection = connection;
        this.context = context;
        this.listener = listener;
    }

    /** Begins to read; what came before has waited in the socket. */
    void listen() {
        connection.next();
    }

    @Override
    public void onLine(String line) {
        context.read(line, () -> handle(line));
    }

    private void handle(String line) {
        try {
            handle(line, Json.parse(line));
        } catch (JsonException e) {
            context.broken().complete("sent an update that is not JSON: " + e.getMessage());
        }
    }

    private void handle(String line, @Nullable Object update) {
        switch (nameOf(update)) {
            case Command.SET_NAME -> obeyed(line, set(parametersOf(update)));
            case Command.UNSET_NAME -> obeyed(line, unset(parametersOf(update)));
            case Command.RM_NAME -> {
                obeyed(line, Envelope.success(null));
                context.broken().complete(Texts.LEFT);
            }
            default -> connection.offer(Envelope.failure(problemOf(update)).text());
        }
        if (!context.broken().isDone()) {
            connection.next();
        }
    }

    private void obeyed(String line, Envelope answer) {
        String text = answer.text();
        context.recordUpdate(line, text);
        connection.offer(text);
    }

    private static String nameOf(@Nullable Object update) {
        return update instanceof Map<?, ?> map && map.get("cmd") instanceof String name ? name : "";
    }

    private static @Nullable Object parametersOf(@Nullable Object update) {
        return update instanceof Map<?, ?> map && map.get("args") instanceof Map<?, ?> args
                ? args.get(Command.PARAMETERS)
                : null;
    }

    @SuppressWarnings("unchecked") // the keys of what was parsed are texts
    private Envelope set(@Nullable Object parameters) {
        if (parameters instanceof Map<?, ?> map) {
            listener.onSet((Map<String, @Nullable Object>) map);
            return Envelope.success(null);
        }
        return Envelope.failure("Expected args to hold parameters, an object of names and values");
    }

    private Envelope unset(@Nullable Object parameters) {
        if (parameters instanceof List<?> names) {
            listener.onUnset(names.stream().map(String::valueOf).toList());
            return Envelope.success(null);
        }
        return Envelope.failure("Expected args to hold parameters, a list of names");
    }

    /** §3.2. */
    private static String problemOf(@Nullable Object update) {
        if (!(update instanceof Map<?, ?> map)) {
            return "Command not a dict.";
        }
        return map.get("cmd") == null ? "No command given." : "Bad command.";
    }

    @Override
    public void onEnd(LineEnd end) {
        switch (end) {
            case LINE_TOO_LONG -> context.broken().complete("sent an update longer than 16 MiB");
            case NOT_TEXT -> context.broken().complete("sent an update that is not UTF-8");
            default -> context.ended();
        }
    }

    /** Closes when the last answer was written. */
    void close() {
        connection.end();
    }
}
