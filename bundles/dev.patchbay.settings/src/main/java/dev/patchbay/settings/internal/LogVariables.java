package dev.patchbay.settings.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The variables of {@code config/logback.xml} that differ from the defaults written there. */
final class LogVariables {

    private static final String DEFAULT_LEVEL = "INFO";

    /** What originals call the levels, in the words of Logback. */
    private static final Map<String, String> LEVELS = Map.of(
            "DEBUG", "DEBUG",
            "INFO", DEFAULT_LEVEL,
            "WARNING", "WARN",
            "WARN", "WARN",
            "ERROR", "ERROR",
            "CRITICAL", "ERROR");

    private final Properties variables = new Properties();
    private final Optional<String> warning;

    private LogVariables(LogControl.Config config, Path home) {
        String level = LEVELS.get(config.level().strip().toUpperCase(Locale.ROOT));
        warning = level != null
                ? Optional.empty()
                : Optional.of("Expected DEBUG, INFO, WARNING, ERROR or CRITICAL as logging.level, got '"
                        + config.level() + "'; INFO holds");
        put("level", level == null ? DEFAULT_LEVEL : level, DEFAULT_LEVEL);
        put("maxBytes", config.maxFileBytes(), 10_485_760L);
        put("maxFiles", config.maxFiles(), 5);
        put("format", config.format(), "patchbay");
        if (!config.filePath().isBlank()) {
            putFile(home.resolve(config.filePath().strip()).normalize());
        }
    }

    static LogVariables of(LogControl.Config config, Path home) {
        return new LogVariables(config, home);
    }

    /** What of the configuration makes no sense. */
    Optional<String> warning() {
        return warning;
    }

    /** Writes them in one step. */
    boolean writeIfDifferent(Path file) throws IOException {
        if (read(file).equals(variables)) {
            return false;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (OutputStream output = Files.newOutputStream(draft)) {
            variables.store(output, "Section logging of the settings; written at each change.");
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream input = Files.newInputStream(file)) {
                properties.load(input);
            }
        }
        return properties;
    }

    private void put(String name, Object value, Object defaultValue) {
        if (!value.equals(defaultValue)) {
            variables.setProperty("patchbay.log." + name, value.toString());
        }
    }

    private void putFile(Path file) {
        variables.setProperty("patchbay.log.file", file.toString());
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String numbered = dot <= 0 ? name + ".%i" : name.substring(0, dot) + ".%i" + name.substring(dot);
        variables.setProperty(
                "patchbay.log.archive", file.resolveSibling(numbered).toString());
    }

    @Override
    public String toString() {
        return variables.isEmpty() ? "all defaults" : variables.toString();
    }
}
