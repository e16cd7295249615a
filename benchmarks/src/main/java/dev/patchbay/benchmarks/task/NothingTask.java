package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Does nothing, so that a job of it is the job alone. */
@TaskName("bench.nothing")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class NothingTask implements Task<@Nullable Void, Boolean> {

    @Override
    public Boolean run(@Nullable Void input, TaskContext context) {
        return true;
    }
}
