package dev.patchbay.module.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The libraries for modules in the installation: told to every process by its environment, where they are there. */
final class Helpers {

    private static final String FOLDER = "PATCHBAY_MODULE_HELPERS";
    private static final String PYTHON_PATH = "PYTHONPATH";

    private final @Nullable Path folder;
    private final UnaryOperator<@Nullable String> environment;

    /**
     * Looks for them.
     *
     * @param installation where the node is installed; null when that is unknown
     * @param environment the node's own
     */
    Helpers(@Nullable String installation, UnaryOperator<@Nullable String> environment) {
        Path clients =
                installation == null ? null : Path.of(installation, "clients").toAbsolutePath();
        this.folder = clients != null && Files.isDirectory(clients) ? clients : null;
        this.environment = environment;
    }

    /** That environment, and the way to the libraries. */
    Map<String, String> addTo(Map<String, String> own) {
        if (folder == null) {
            return own;
        }
        Map<String, String> both = new LinkedHashMap<>(own);
        both.putIfAbsent(FOLDER, folder.toString());
        both.put(PYTHON_PATH, folder.resolve("python") + behind(own.get(PYTHON_PATH)));
        return both;
    }

    private String behind(@Nullable String own) {
        String existing = own == null ? environment.apply(PYTHON_PATH) : own;
        return existing == null || existing.isEmpty() ? "" : File.pathSeparator + existing;
    }
}
