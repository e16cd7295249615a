package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.TaskStep;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does something with a task.
 *
 * @param how makes what is invoked of a task that was found
 */
record TaskStarter(String registered, Function<TaskBinding, Binding> how) implements Starter<TaskTarget> {

    /** Runs it. */
    static TaskStarter running(String name) {
        return new TaskStarter(name, binding -> binding);
    }

    /** Takes a step with it. */
    static TaskStarter performing(String name, TaskStep step) {
        return new TaskStarter(name, binding -> binding.performing(step));
    }

    @Override
    public Binding binding(TaskTarget target) {
        return how.apply(target.binding().get());
    }

    /** A task has an instance and a thread of its own. */
    @Override
    public @Nullable Briefness briefness(TaskTarget target) {
        return null;
    }

    @Override
    public long timeLimitInMs(TaskTarget target) {
        return target.timeLimitInMs();
    }

    @Override
    public Runs.OnTarget runs(TaskTarget target) {
        return target.runs();
    }

    @Override
    public String missing() {
        return "There is no task '" + registered + "' here; 'patchbay exec tasks' lists those that are,"
                + " 'patchbay exec why' says what does not work";
    }
}
