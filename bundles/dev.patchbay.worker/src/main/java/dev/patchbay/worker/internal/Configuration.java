package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which modules there are: those of the settings, and those of the file the settings name. Thread-safe. */
final class Configuration {

    private final ModuleLog log;

    /** Guarded by this, as below. */
    private Map<String, ModuleSpec> ofSettings = Map.of();

    private @Nullable ModulesFile file;
    private @Nullable Path path;

    Configuration(ModuleLog log) {
        this.log = log;
    }

    /** Takes what is in the settings, and the file they name from now on; reads that when it is another one. */
    void use(Settings settings) {
        Path named = settings.modulesFile();
        ModulesFile fresh = null;
        synchronized (this) {
            ofSettings = read(settings.modules());
            if (named == null || !named.equals(path)) {
                path = named;
                fresh = named == null ? null : new ModulesFile(named, log);
                file = fresh;
            }
        }
        if (fresh != null) {
            fresh.tryRead();
        }
    }

    private Map<String, ModuleSpec> read(String text) {
        try {
            ModulesReader.Result result = ModulesReader.read(text.isBlank() ? "{}" : text);
            result.complaints().forEach(each -> log.warning("Setting worker/modules: %s", each));
            return result.modules();
        } catch (WorkerException e) {
            String reason = String.valueOf(e.getMessage());
            log.error("Expected modules in the setting worker/modules: %s. Nothing changes until that works", reason);
            return ofSettings;
        }
    }

    /** All of them, in order; of two of one name the one in the settings. */
    synchronized Map<String, ModuleSpec> modules() {
        Map<String, ModuleSpec> all = new LinkedHashMap<>(ofSettings);
        if (file != null) {
            file.modules().forEach(all::putIfAbsent);
        }
        return all;
    }

    /** Looks whether the file has changed, as {@link ModulesFile#look}. */
    Look look() {
        ModulesFile now = file();
        return now == null ? Look.SAME : now.look();
    }

    /** Reads the file now. @throws WorkerException when it cannot be read; nothing has changed then */
    void read() throws WorkerException {
        ModulesFile now = file();
        if (now != null) {
            now.read();
        }
    }

    /** Why the file cannot be read; null when it can. */
    @Nullable
    String complaint() {
        ModulesFile now = file();
        return now == null ? null : now.complaint();
    }

    private synchronized @Nullable ModulesFile file() {
        return file;
    }
}
