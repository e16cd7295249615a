package dev.patchbay.worker.internal;

import dev.patchbay.logfile.LogFileSettings;
import dev.patchbay.worker.internal.Settings.Launch;
import dev.patchbay.worker.internal.Settings.LogSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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
                    .map(SettingsReader::plain)
                    .toList();
        }
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        return List.of(plain(folder == null ? Path.of("") : folder));
    }

    /** Without {@code ..}, for whoever reads tracebacks; as it is where a symbolic link makes that another place. */
    private static Path plain(Path path) {
        Path absolute = path.toAbsolutePath();
        Path normal = absolute.normalize();
        return isSame(absolute, normal) ? normal : absolute;
    }

    private static boolean isSame(Path path, Path normal) {
        try {
            return Files.isSameFile(path, normal);
        } catch (IOException e) {
            return false; // it is not there, and may come as a link
        }
    }

    private LogSettings log(WorkerComponent.Config config) {
        Path file = config.logPath().isBlank() ? Path.of("log", "modules.log") : Path.of(config.logPath());
        return new LogSettings(
                new LogFileSettings(home.resolve(file), config.maxFileBytes(), config.maxFiles()),
                Level.of(config.logLevel()));
    }
}
