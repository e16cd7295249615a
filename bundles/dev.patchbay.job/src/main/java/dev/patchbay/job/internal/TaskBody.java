package dev.patchbay.job.internal;

import dev.patchbay.job.JobContext;
import dev.patchbay.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** One instance of a task with its input, wherever it runs. */
interface TaskBody extends AutoCloseable {

    Verified verify(TaskContext context) throws Exception;

    /** @return a record or plain Java types */
    @Nullable
    Object run(JobContext context) throws Exception;

    /** Whether it can be asked to end. */
    boolean isAbortable();

    /** Asks it to end; safe while it runs. */
    void abort() throws Exception;

    /** Whether it can undo what it did. */
    boolean canRollBack();

    void rollback(JobContext context) throws Exception;

    /** Nothing more is wanted of it. */
    @Override
    void close();
}
