package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.json.Definitions;
import dev.patchbay.json.JsonType;
import dev.patchbay.schema.Description;
import dev.patchbay.task.spi.Task;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceObjects;

/** A task: its class looked at once, an instance for each run. */
final class TaskBinding implements Binding {

    @SuppressWarnings("NullAway") // the task's own type says whether its input may be null, and the schema checked it
    private static final TaskStep RUNNING = Task::run;

    private final String name;
    private final ServiceObjects<Task<@Nullable Object, @Nullable Object>> instances;
    private final Guard guard;
    private final String description;
    private final TaskInput input;
    private final Output output;
    private final Traits traits;

    /** Whatever a step makes of the task; kept here, so that it holds no class longer than this. */
    private final JsonType anything = JsonType.of(Object.class);

    TaskBinding(
            String name,
            Class<?> type,
            ServiceObjects<Task<@Nullable Object, @Nullable Object>> instances,
            Guard guard,
            Definitions definitions) {
        Type[] arguments = TypeArguments.of(type, Task.class);
        Description described = type.getAnnotation(Description.class);
        this.name = name;
        this.instances = instances;
        this.guard = guard;
        this.description = described == null ? "" : described.value();
        this.input = TaskInput.of(arguments[0], type, definitions);
        this.output = Output.of(arguments[1], type, definitions);
        this.traits = TraitsReader.ofTask(type);
    }

    /** Runs it. */
    @Override
    public void invoke(Run run) throws Exception {
        check(run);
        output.answer(run, apply(RUNNING, input.bind(run.request()), run));
    }

    /** Takes a step with it instead of running it. */
    Binding performing(TaskStep step) {
        return run -> {
            check(run);
            Request request = run.request();
            Object value = request.params() instanceof List<?> arguments
                    ? input.bindArguments(request, arguments)
                    : input.bind(request);
            run.succeed(anything.toPlain(apply(step, value, run)));
        };
    }

    private void check(Run run) throws RefusedException {
        Guard.requireSignIn(run.request());
        guard.check(run.user(), name);
    }

    private @Nullable Object apply(TaskStep step, @Nullable Object value, Run run) throws Exception {
        Task<@Nullable Object, @Nullable Object> task = instances.getService();
        if (task == null) {
            throw new NotActivatedException(name);
        }
        try {
            return step.apply(task, value, run);
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

    /** @param bundle where it comes from */
    TaskDescription describe(String bundle) {
        return new TaskDescription(
                name,
                description,
                input.schema(),
                input.argumentSchemas(),
                output.schema(),
                guard.roles(),
                bundle,
                traits);
    }
}
