package dev.patchbay.itests.plugin;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import org.osgi.framework.FrameworkUtil;

/** Answers with its number and the version of the bundle it came from. */
public final class VersionTask implements Task<VersionTask.Input, VersionTask.Output> {

    public record Input(long number) {}

    public record Output(long number, String version) {}

    @Override
    public Output run(Input input, TaskContext context) {
        return new Output(
                input.number(), FrameworkUtil.getBundle(getClass()).getVersion().toString());
    }
}
