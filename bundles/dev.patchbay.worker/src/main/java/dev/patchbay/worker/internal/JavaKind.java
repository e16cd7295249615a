package dev.patchbay.worker.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A module in Java. @param program the jars of the worker's own program */
record JavaKind(String module, List<Path> program, JavaCode code, Settings.Launch launch) implements ProcessKind {

    private static final String MAIN = "dev.patchbay.worker.java.WorkerMain";

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(launch.java());
        command.addAll(launch.javaOptions());
        command.add("-cp");
        command.add(program.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        return command;
    }

    @Override
    public List<Path> path() throws IOException {
        return code.copy();
    }

    @Override
    public CodeWatch watch(Map<String, @Nullable Object> report) {
        return code.watch();
    }
}
