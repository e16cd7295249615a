package dev.patchbay.dispatch.internal;

import dev.patchbay.schema.Description;
import dev.patchbay.task.spi.Task;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceObjects;

/** A task: its class looked at once, an instance for each run. */
final class TaskBinding implements Binding {

    private final String name;
    private final ServiceObjects<Task<@Nullable Object, @Nullable Object>> instances;
    private final Guard guard;
    private final String description;
    private final Input input;
    private final Output output;

    TaskBinding(
            String name,
            Class<?> type,
            ServiceObjects<Task<@Nullable Object, @Nullable Object>> instances,
            Guard guard) {
        Type[] arguments = TypeArguments.of(type, Task.class);
        Description described = type.getAnnotation(Description.class);
        this.name = name;
        this.instances = instances;
        this.guard = guard;
        this.description = described == null ? "" : described.value();
        this.input = Input.accepted(arguments[0], type);
        this.output = Output.of(arguments[1], type);
    }

    @Override
    public @Nullable Object invoke(Run run) throws Exception {
        guard.check(run.user(), name);
        Object plain = run.request().params();
        List<Object> violations = input.violations(plain, "");
        if (!violations.isEmpty()) {
            throw Input.refused(name, violations);
        }
        return output.toPlain(runFresh(input.bind(plain, name), run));
    }

    @SuppressWarnings("NullAway") // the task's own type says whether its input may be null, and the schema checked it
    private @Nullable Object runFresh(@Nullable Object value, Run run) throws Exception {
        Task<@Nullable Object, @Nullable Object> task = instances.getService();
        if (task == null) {
            throw new NotActivatedException(name);
        }
        try {
            return task.run(value, run);
        } finally {
            release(task);
        }
    }

    private void release(Task<@Nullable Object, @Nullable Object> task) {
        try {
            instances.ungetService(task);
        } catch (IllegalStateException | IllegalArgumentException e) {
            // its bundle left meanwhile and took the instance with it: there is nothing to release
        }
    }

    Set<String> roles() {
        return guard.roles();
    }

    String description() {
        return description;
    }

    Map<String, @Nullable Object> inputSchema() {
        return input.schema();
    }

    Map<String, @Nullable Object> resultSchema() {
        return output.schema();
    }
}
