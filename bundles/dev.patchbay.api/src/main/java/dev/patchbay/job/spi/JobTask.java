package dev.patchbay.job.spi;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.rpc.CallException;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A task that takes part in being a job: it says what it locks and what it does, reports progress, and can undo.
 *
 * <p>Published like any {@link Task}, with {@code service = Task.class}. Any task can be submitted as a job; this one can
 * only run as one. {@link #verify} and {@link #describe} are called on one instance, {@link #run} and {@link #rollback}
 * later on another, possibly of a newer version: nothing but the input is carried over.
 *
 * <p>One that should be asked to end, instead of being interrupted, implements {@link Abortable} too.
 */
@ConsumerType
public interface JobTask<I extends @Nullable Object, O extends @Nullable Object> extends Task<I, O> {

    /**
     * Checks the input beyond its schema, without side effects, and says what to lock. May block.
     *
     * @return names of {@link dev.patchbay.job.Resources}; empty for none
     * @throws VerifyException when it is to fail before it runs
     */
    default Collection<String> verify(I input, TaskContext context) throws Exception {
        return List.of();
    }

    /** What it does with this input, for people; called after {@link #verify}. */
    default JobDescription describe(I input) throws Exception {
        return JobDescription.of(getClass());
    }

    /**
     * Does the work; everything said at {@link Task#run} holds.
     *
     * @throws AbortedException when it ends because it was asked to; the job is then aborted and not failed
     */
    O run(I input, JobContext context) throws Exception;

    /** Undoes what {@link #run} did on this instance before it failed. May block; its own failures are only logged. */
    default void rollback(I input, JobContext context) throws Exception {}

    /** Refuses: it runs only as a job. */
    @Override
    default O run(I input, TaskContext context) throws Exception {
        if (context instanceof JobContext job) {
            return run(input, job);
        }
        throw new CallException(
                22, "'" + context.name() + "' runs only as a job: submit it with job.submit or job.run");
    }
}
