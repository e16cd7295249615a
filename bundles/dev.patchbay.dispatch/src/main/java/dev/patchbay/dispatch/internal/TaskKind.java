package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Definitions;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import dev.patchbay.task.spi.TimeLimitInMs;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** Services that are tasks. */
final class TaskKind implements Board.Kind<Task<@Nullable Object, @Nullable Object>, TaskTarget> {

    private final Implementation implementation;
    private final Runs runs;
    private final Definitions definitions;

    TaskKind(Implementation implementation, Definitions definitions, Runs runs) {
        this.runs = runs;
        this.implementation = implementation;
        this.definitions = definitions;
    }

    @Override
    public String property() {
        return TaskName.PROPERTY;
    }

    @Override
    public String faultOf(String name) {
        return Names.faultOfTask(name);
    }

    @Override
    public TaskTarget target(String name, ServiceReference<Task<@Nullable Object, @Nullable Object>> reference) {
        Object limit = reference.getProperty(TimeLimitInMs.PROPERTY);
        return new TaskTarget(
                reference,
                limit instanceof Number number ? number.longValue() : 0,
                new Lazy<>(() -> binding(name, reference)),
                runs.onTarget());
    }

    private TaskBinding binding(String name, ServiceReference<Task<@Nullable Object, @Nullable Object>> reference) {
        Class<?> type = implementation.of(reference);
        return new TaskBinding(
                name,
                type,
                implementation.instances(reference),
                Guard.of(type, reference.getProperty(RequiresRole.PROPERTY)),
                definitions);
    }

    @Override
    public void release(TaskTarget target) {
        target.runs().stop("The task leaves and its drain time is over");
    }
}
