package dev.patchbay.worker.java;

import dev.patchbay.worker.java.function.Traces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the module logs to the node, and to standard error, which is the log of the process. Source: ModuleServer,
 * §9.
 */
final class RecordHandler extends Handler {

    private static final Map<String, Level> LEVELS = Map.of(
            "DEBUG", Level.FINE,
            "INFO", Level.INFO,
            "WARNING", Level.WARNING,
            "ERROR", Level.SEVERE,
            "CRITICAL", Level.SEVERE);

    private final NodeConnection node;
    private final Formatter formatter = new SimpleFormatter();

    private RecordHandler(NodeConnection node) {
        this.node = node;
    }

    /** Puts it in the place of the JDK's own handlers. */
    static void install(NodeConnection node) {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new RecordHandler(node));
    }

    /** Has records from that level on sent. @param name as the node names it */
    static void setLevel(String name) {
        Logger.getLogger("").setLevel(LEVELS.getOrDefault(name, Level.INFO));
    }

    @Override
    public void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        String text = formatter.formatMessage(entry);
        System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + levelName(entry.getLevel()) + " "
                + entry.getLoggerName() + ": " + text);
        node.send(message(entry, text));
    }

    private static Map<String, @Nullable Object> message(LogRecord entry, String text) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("is", "log");
        message.put("created", entry.getInstant().toEpochMilli() / 1000.0);
        message.put("name", entry.getLoggerName());
        message.put("levelname", levelName(entry.getLevel()));
        message.put("msg", entry.getMessage());
        message.put("exc_info", entry.getThrown() == null ? null : exception(entry.getThrown()));
        @Nullable Object[] args = entry.getParameters();
        if (args != null && args.length > 0) {
            message.put("args", Arrays.stream(args).map(RecordHandler::argument).toList());
        }
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            message.put("text", text);
        }
        return message;
    }

    private static Object argument(@Nullable Object arg) {
        return arg instanceof Integer || arg instanceof Long || arg instanceof Boolean ? arg : String.valueOf(arg);
    }

    private static Map<String, Object> exception(Throwable thrown) {
        List<Map<String, Object>> stack = Traces.frames(thrown).stream()
                .map(frame -> Map.<String, Object>of(
                        "filename", String.valueOf(frame.getFileName()),
                        "lineno", frame.getLineNumber(),
                        "name", frame.getClassName() + "." + frame.getMethodName()))
                .toList();
        return Map.of("type", thrown.getClass().getName(), "msg", String.valueOf(thrown.getMessage()), "stack", stack);
    }

    private static String levelName(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    @Override
    public void flush() {
        // nothing is kept
    }

    @Override
    public void close() {
        // the connection is another's
    }
}
