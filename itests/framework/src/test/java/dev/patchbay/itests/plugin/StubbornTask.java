package dev.patchbay.itests.plugin;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ignores every interruption until a file is there. */
public final class StubbornTask implements Task<StubbornTask.Input, String> {

    public record Input(String started, String end) {}

    @Override
    public String run(Input input, TaskContext context) throws Exception {
        Files.createFile(Path.of(input.started()));
        while (!Files.exists(Path.of(input.end()))) {
            Thread.onSpinWait();
        }
        return "ended at last";
    }
}
