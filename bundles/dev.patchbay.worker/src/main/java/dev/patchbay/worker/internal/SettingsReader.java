package dev.patchbay.worker.internal;

import dev.patchbay.worker.internal.Settings.Launch;
import dev.patchbay.worker.internal.Settings.LogSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the section to what it means on this node. */
final class SettingsReader {

    private final Path home;

    /** @param home of the node */
    SettingsReader(Path home) {
        this.home = home;
    }

    /** @throws IllegalArgumentException when a value is none of those that are possible */
    Settings read(WorkerComponent.Config config) {
        Path file = config.modulesPath().isBlank() ? null : home.resolve(config.modulesPath());
        return new Settings(
                file,
                config.modules(),
                launch(config, file),
                config.maxWaiting(),
                config.lookInMs(),
                config.idleInMs(),
                config.loadInMs(),
                config.stopInMs(),
                config.termInMs(),
                config.firstPauseInMs(),
                config.longestPauseInMs(),
                config.steadyInMs(),
                log(config));
    }

    private Launch launch(WorkerComponent.Config config, @Nullable Path file) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Launch(
                searchPath(config.searchPath(), file),
                config.python(),
                config.java().isBlank() ? java.toString() : config.java(),
                List.of(config.javaOptions()));
    }

    private List<Path> searchPath(String configured, @Nullable Path file) {
        if (!configured.isBlank()) {
            return Arrays.stream(configured.split(File.pathSeparator))
                    .map(home::resolve)
                    .map(Path::toAbsolutePath)
                    .toList();
        }
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        return List.of(folder == null ? Path.of("").toAbsolutePath() : folder);
    }

    private LogSettings log(WorkerComponent.Config config) {
        Path file = config.logPath().isBlank() ? Path.of("log", "modules.log") : Path.of(config.logPath());
        return new LogSettings(
                home.resolve(file), Level.of(config.logLevel()), config.maxFileBytes(), config.maxFiles());
    }
}
