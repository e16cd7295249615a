package dev.patchbay.dispatch;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** What an engine does with an instance of a task; see {@link Dispatcher#perform}. */
@ConsumerType
@FunctionalInterface
public interface TaskStep {

    /**
     * Called once, on the run's own thread; may block. Everything that holds for {@link Task#run} holds for it.
     *
     * @param task a fresh instance, released when this returns
     * @param input the validated input, bound to the task's type
     * @return what the {@link Reply} gets: records or plain Java types
     */
    @Nullable
    Object apply(Task<@Nullable Object, @Nullable Object> task, @Nullable Object input, TaskContext context)
            throws Exception;
}
