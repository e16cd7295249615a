package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Answers with the data it was sent, as a task written for zephserver does. */
@TaskName("bench.zeph.echo")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class ZephEchoTask implements Task<Object, Object> {

    @Override
    public Object run(Object data, TaskContext context) {
        return data;
    }
}
