package dev.patchbay.settings.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings file is.
 *
 * @param file its absolute path
 * @param isNamed whether somebody asked for this very file, so that its absence is an error
 */
record SettingsLocation(Path file, boolean isNamed) {

    private static final String FILE_PROPERTY = "patchbay.settings";
    private static final String INSTALL_PROPERTY = "patchbay.install";
    private static final String VARIABLE = "PATCHBAY_SETTINGS";
    private static final String ORIGINAL_VARIABLE = "SHMOOZE_SETTINGS";

    /**
     * Looks at the framework property, then at the environment, in which shmooze's name comes last, then beside the
     * installation.
     *
     * @param properties framework properties by name
     * @param variables environment variables by name
     */
    static SettingsLocation find(
            UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> variables) {
        String inEnvironment = orElse(variables.apply(VARIABLE), orElse(variables.apply(ORIGINAL_VARIABLE), ""));
        String named = orElse(properties.apply(FILE_PROPERTY), inEnvironment);
        String install = orElse(properties.apply(INSTALL_PROPERTY), ".");
        Path file = named.isEmpty() ? Path.of(install, "config", "patchbay.json") : Path.of(named);
        return new SettingsLocation(file.toAbsolutePath().normalize(), !named.isEmpty());
    }

    /** Whether there is no file, and nobody expects one: the node then runs on defaults. */
    boolean isVacant() {
        return !isNamed && Files.notExists(file);
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null || text.isEmpty() ? other : text;
    }
}
