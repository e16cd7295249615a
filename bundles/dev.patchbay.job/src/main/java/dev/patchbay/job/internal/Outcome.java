package dev.patchbay.job.internal;

import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * How a job ends.
 *
 * @param state a final one
 * @param result null unless it finished
 * @param error null unless it failed
 */
record Outcome(
        JobState state, @Nullable Object result, @Nullable JobError error) {

    static final Outcome ABORTED = new Outcome(JobState.ABORTED, null, null);

    static Outcome finished(@Nullable Object result) {
        return new Outcome(JobState.FINISHED, result, null);
    }

    static Outcome failed(JobError error) {
        return new Outcome(JobState.FAILED, null, error);
    }
}
