package dev.patchbay.job.internal;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.task.TaskContext;

/** Which of the methods that a {@link JobTask} need not have a class has. */
final class TaskClass {

    private TaskClass() {}

    static boolean canRollBack(Class<?> type) {
        return has(type, "rollback", Object.class, JobContext.class);
    }

    /** Whether it says more about its input than any task does. */
    static boolean canVerify(Class<?> type) {
        return has(type, "verify", Object.class, TaskContext.class) || has(type, "describe", Object.class);
    }

    private static boolean has(Class<?> type, String method, Class<?>... parameters) {
        if (!JobTask.class.isAssignableFrom(type)) {
            return false;
        }
        try {
            return type.getMethod(method, parameters).getDeclaringClass() != JobTask.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Expected " + JobTask.class + " to have " + method, e);
        }
    }
}
