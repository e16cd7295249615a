package dev.patchbay.module.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What every process is told by its environment: the settings file, as originals read it, and the libraries for modules,
 * where the installation has them.
 */
final class Surroundings {

    private static final String SETTINGS = "SHMOOZE_SETTINGS";
    private static final String FOLDER = "PATCHBAY_MODULE_HELPERS";
    private static final String PYTHON_PATH = "PYTHONPATH";

    private final @Nullable Path folder;
    private final @Nullable String settings;
    private final UnaryOperator<@Nullable String> environment;

    /**
     * Looks for the libraries.
     *
     * @param installation where the node is installed; null when that is unknown
     * @param settings the settings file; null when that is unknown
     * @param environment the node's own
     */
    Surroundings(
            @Nullable String installation, @Nullable String settings, UnaryOperator<@Nullable String> environment) {
        Path clients =
                installation == null ? null : Path.of(installation, "clients").toAbsolutePath();
        this.folder = clients != null && Files.isDirectory(clients) ? clients : null;
        this.settings = settings;
        this.environment = environment;
    }

    /** That environment, and what it leaves out of this. */
    Map<String, String> addTo(Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(own);
        if (settings != null) {
            all.putIfAbsent(SETTINGS, settings);
        }
        if (folder != null) {
            all.putIfAbsent(FOLDER, folder.toString());
            all.put(PYTHON_PATH, folder.resolve("python") + behind(own.get(PYTHON_PATH)));
        }
        return all;
    }

    private String behind(@Nullable String own) {
        String existing = own == null ? environment.apply(PYTHON_PATH) : own;
        return existing == null || existing.isEmpty() ? "" : File.pathSeparator + existing;
    }
}
