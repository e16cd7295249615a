package dev.patchbay.worker.internal;

import dev.patchbay.json.Json;
import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of all modules and of the engine, one line of JSON each, in one rotating file, which is followed by its
 * name. What the engine says is in the node's own log as well, and of what modules say warnings and worse. Thread-safe;
 * writes to disk. Source: ModuleServer, §9.
 */
final class ModuleLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.worker");

    /** What it is followed as. */
    static final String NAME = "modules";

    private static final String MAIN = "MainProcess";
    private static final String SERVER = "server";
    private static final String OF_MODULES = "module.";

    private final LogFile file;
    private volatile Level least;

    /** @throws IllegalArgumentException when another bundle has a log file of this name open */
    ModuleLog(LogFiles files, Settings.LogSettings settings) {
        file = files.open(NAME, settings.file());
        least = settings.level();
    }

    void configure(Settings.LogSettings changed) {
        least = changed.level();
        file.configure(changed.file());
    }

    /**
     * The engine begins or ends: critical for those who read this file, and for the node's own log no more than news.
     */
    void milestone(String text) {
        LOG.info(text);
        own(Level.CRITICAL, text);
    }

    /** @param template with {@code %s} for each of the arguments, as below */
    void critical(String template, Object... args) {
        LOG.error("{}", String.format(template, args));
        own(Level.CRITICAL, template, args);
    }

    void error(String template, Object... args) {
        LOG.error("{}", String.format(template, args));
        own(Level.ERROR, template, args);
    }

    void warning(String template, Object... args) {
        LOG.warn("{}", String.format(template, args));
        own(Level.WARNING, template, args);
    }

    void info(String template, Object... args) {
        LOG.info("{}", String.format(template, args));
        own(Level.INFO, template, args);
    }

    void debug(String template, Object... args) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", String.format(template, args));
        }
        own(Level.DEBUG, template, args);
    }

    private void own(Level level, String template, Object... args) {
        if (!level.isAtLeast(least)) {
            return;
        }
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("created", BigDecimal.valueOf(Instant.now().toEpochMilli(), 3));
        line.put("processName", MAIN);
        line.put("name", SERVER);
        line.put("levelname", level.name());
        line.put("msg", template);
        line.put("exc_info", null);
        if (args.length > 0) {
            line.put("args", Arrays.stream(args).map(String::valueOf).toList());
        }
        write(line);
    }

    /** What a module logged. @param message as its worker sends it */
    void module(String module, Map<String, @Nullable Object> message) {
        Level level = Level.ofRecord(String.valueOf(message.get("levelname")));
        if (level.isAtLeast(Level.WARNING)) {
            pass(LoggerFactory.getLogger(OF_MODULES + module), level, message);
        }
        if (!level.isAtLeast(least)) {
            return;
        }
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("created", withoutExponent(message.get("created")));
        line.put("processName", module);
        for (String key : List.of("name", "levelname", "msg", "exc_info")) {
            line.put(key, message.get(key));
        }
        if (message.containsKey("args")) {
            line.put("args", message.get("args"));
        }
        write(line);
    }

    private static @Nullable Object withoutExponent(@Nullable Object number) {
        return number instanceof Double ? new BigDecimal(number.toString()) : number;
    }

    private static void pass(Logger logger, Level level, Map<String, @Nullable Object> message) {
        String text = String.valueOf(message.getOrDefault("text", message.get("msg")));
        String problem = message.get("exc_info") instanceof Map<?, ?> info
                ? ": " + info.get("type") + ": " + info.get("msg")
                : "";
        if (level == Level.WARNING) {
            logger.warn("{}{}", text, problem);
        } else {
            logger.error("{}{}", text, problem);
        }
    }

    private void write(Map<String, @Nullable Object> line) {
        file.write(Json.write(line) + "\n");
    }

    void close() {
        file.close();
    }
}
