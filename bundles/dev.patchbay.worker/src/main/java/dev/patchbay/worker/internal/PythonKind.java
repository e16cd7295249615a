package dev.patchbay.worker.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A module in Python 3. */
record PythonKind(String module, Path script, Settings.Launch launch) implements ProcessKind {

    @Override
    public List<String> command() {
        // unbuffered: what it prints is in its log at once
        return List.of(launch.python(), "-u", script.toString());
    }

    @Override
    public List<Path> path() {
        return launch.searchPath();
    }

    @Override
    public CodeWatch watch(Map<String, @Nullable Object> report) {
        return report.get("file") instanceof String file && report.get("digest") instanceof String digest
                ? new FileWatch(Path.of(file), digest)
                : CodeWatch.NONE;
    }
}
