package dev.patchbay.job.internal;

import dev.patchbay.task.spi.Task;
import org.jspecify.annotations.Nullable;

/** Knows where a task is to run. */
@FunctionalInterface
interface TaskBodies {

    /** @param output gets what it writes, when it runs in a process of its own */
    TaskBody of(Task<@Nullable Object, @Nullable Object> task, @Nullable Object input, Output output);
}
