package dev.patchbay.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recorded run of a task; a snapshot. All values are plain Java types.
 *
 * @param id 1 for the node's first, never used again, not even after a restart
 * @param name of the task
 * @param args by position
 * @param result null unless {@link JobState#FINISHED}
 * @param error null unless {@link JobState#FAILED}
 * @param warnings in the order of their coming
 * @param output what it wrote to its standard output and error, when it ran in a process of its own; otherwise empty
 * @param startedAt null until it has been executing
 * @param finishedAt null until its state is final
 * @param user who submitted it; empty for nobody
 * @param session the session it was submitted in; null for none, and for subtasks
 * @param parent the job that started it as a subtask; null for none
 * @param resources what it locks while it runs
 * @param isAbortable whether its task can be asked to end
 */
public record Job(
        long id,
        String name,
        List<@Nullable Object> args,
        JobState state,
        @Nullable Object result,
        @Nullable JobError error,
        List<JobError> warnings,
        String output,
        Progress progress,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        String user,
        @Nullable Long session,
        @Nullable Long parent,
        List<String> resources,
        boolean isAbortable,
        Map<String, @Nullable Object> environment,
        JobDescription description) {

    /** The same under this id, as whoever records it needs it. */
    public Job withId(long other) {
        return new Job(
                other,
                name,
                args,
                state,
                result,
                error,
                warnings,
                output,
                progress,
                createdAt,
                startedAt,
                finishedAt,
                user,
                session,
                parent,
                resources,
                isAbortable,
                environment,
                description);
    }
}
