package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Answers with what it was sent. */
@TaskName("bench.echo")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class EchoTask implements Task<EchoTask.Input, EchoTask.Echo> {

    /**
     * What is sent.
     *
     * @param text anything
     */
    public record Input(String text) {}

    /**
     * What comes back.
     *
     * @param text the input's
     */
    public record Echo(String text) {}

    @Override
    public Echo run(Input input, TaskContext context) {
        return new Echo(input.text());
    }
}
