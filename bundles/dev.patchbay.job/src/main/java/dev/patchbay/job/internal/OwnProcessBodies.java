package dev.patchbay.job.internal;

import dev.patchbay.job.spi.OwnProcess;
import dev.patchbay.task.spi.Task;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Tasks that want a process of their own get one; all others run in the node. */
final class OwnProcessBodies implements TaskBodies {

    private final JavaProcesses processes;
    private final Executor threads;

    OwnProcessBodies(JavaProcesses processes, Executor threads) {
        this.processes = processes;
        this.threads = threads;
    }

    @Override
    public TaskBody of(Task<@Nullable Object, @Nullable Object> task, @Nullable Object input, Output output) {
        return task.getClass().isAnnotationPresent(OwnProcess.class)
                ? new OwnProcessBody(task, input, output, processes, threads)
                : new InNodeBody(task, input);
    }
}
