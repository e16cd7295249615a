package org.example.hello;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Greets whoever is named. */
@TaskName("hello")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class HelloTask implements Task<HelloTask.Input, HelloTask.Greeting> {

    public record Input(String name) {}

    public record Greeting(String text) {}

    @Override
    public Greeting run(Input input, TaskContext context) {
        return new Greeting("Hello, " + input.name() + "!");
    }
}
