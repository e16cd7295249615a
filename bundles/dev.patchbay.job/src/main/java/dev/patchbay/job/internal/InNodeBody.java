package dev.patchbay.job.internal;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that runs in the node. Any task can run as a job; a {@link JobTask} has more to say. */
@SuppressWarnings("NullAway") // the task's own type says whether its input may be null, and the schema checked it
final class InNodeBody implements TaskBody {

    private final Task<@Nullable Object, @Nullable Object> task;
    private final @Nullable Object input;

    InNodeBody(Task<@Nullable Object, @Nullable Object> task, @Nullable Object input) {
        this.task = task;
        this.input = input;
    }

    @Override
    public Verified verify(TaskContext context) throws Exception {
        JobTask<@Nullable Object, @Nullable Object> jobTask = jobTask();
        if (jobTask == null) {
            return new Verified(List.of(), JobDescription.of(task.getClass()), isAbortable());
        }
        List<String> resources =
                jobTask.verify(input, context).stream().distinct().toList();
        JobDescription description = jobTask.describe(input);
        return new Verified(
                resources, new JobDescription(description.format(), Plain.map(description.values())), isAbortable());
    }

    @SuppressWarnings("unchecked")
    private @Nullable JobTask<@Nullable Object, @Nullable Object> jobTask() {
        return task instanceof JobTask<?, ?> ? (JobTask<@Nullable Object, @Nullable Object>) task : null;
    }

    @Override
    public @Nullable Object run(JobContext context) throws Exception {
        JobTask<@Nullable Object, @Nullable Object> jobTask = jobTask();
        return jobTask == null ? task.run(input, context) : jobTask.run(input, context);
    }

    @Override
    public boolean isAbortable() {
        return task instanceof Abortable;
    }

    @Override
    public void abort() throws Exception {
        if (task instanceof Abortable abortable) {
            abortable.abort();
        }
    }

    @Override
    public boolean canRollBack() {
        return TaskClass.canRollBack(task.getClass());
    }

    @Override
    public void rollback(JobContext context) throws Exception {
        JobTask<@Nullable Object, @Nullable Object> jobTask = jobTask();
        if (jobTask != null) {
            jobTask.rollback(input, context);
        }
    }

    @Override
    public void close() {
        // the dispatcher releases the instance
    }
}
