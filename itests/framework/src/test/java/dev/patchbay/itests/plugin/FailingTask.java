package dev.patchbay.itests.plugin;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;

/** Cannot be made. */
public final class FailingTask implements Task<Object, Object> {

    public FailingTask() {
        throw new IllegalStateException("the flux is missing");
    }

    @Override
    public Object run(Object input, TaskContext context) {
        return input;
    }
}
