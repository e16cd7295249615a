package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next snapshot of a job. */
final class JobDraft {

    private final Job before;
    private JobState state;
    private @Nullable Object result;
    private @Nullable JobError error;
    private List<JobError> warnings;
    private String output;
    private Progress progress;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private List<String> resources;
    private boolean isAbortable;
    private Map<String, @Nullable Object> environment;
    private JobDescription description;

    private JobDraft(Job before) {
        this.before = before;
        state = before.state();
        result = before.result();
        error = before.error();
        warnings = before.warnings();
        output = before.output();
        progress = before.progress();
        startedAt = before.startedAt();
        finishedAt = before.finishedAt();
        resources = before.resources();
        isAbortable = before.isAbortable();
        environment = before.environment();
        description = before.description();
    }

    static JobDraft of(Job before) {
        return new JobDraft(before);
    }

    /**
     * A job that has not been recorded, and so has no id.
     *
     * @param description until its task has said what it does with these arguments
     */
    static Job created(Submission submission, @Nullable Long parent, JobDescription description) {
        return new Job(
                0,
                submission.task(),
                submission.args(),
                JobState.CREATED,
                null,
                null,
                List.of(),
                "",
                Progress.NONE,
                Instant.now(),
                null,
                null,
                submission.user().username(),
                submission.session(),
                parent,
                List.of(),
                false,
                submission.environment(),
                description);
    }

    JobDraft verified(Verified verified) {
        resources = verified.resources();
        description = verified.description();
        isAbortable = verified.isAbortable();
        return this;
    }

    JobDraft state(JobState next) {
        state = next;
        return this;
    }

    JobDraft executing() {
        startedAt = Instant.now();
        return state(JobState.EXECUTING);
    }

    JobDraft ended(Outcome outcome) {
        result = outcome.result();
        error = outcome.error();
        finishedAt = Instant.now();
        progress = Progress.atEnd(outcome.state());
        return state(outcome.state());
    }

    JobDraft warning(JobError warning) {
        warnings = new ArrayList<>(warnings);
        warnings.add(warning);
        return this;
    }

    JobDraft environment(String key, @Nullable Object value) {
        environment = new LinkedHashMap<>(environment);
        environment.put(key, value);
        return this;
    }

    JobDraft progress(Progress next) {
        progress = next;
        return this;
    }

    JobDraft output(String next) {
        output = next;
        return this;
    }

    Job job() {
        return new Job(
                before.id(),
                before.name(),
                before.args(),
                state,
                result,
                error,
                List.copyOf(warnings),
                output,
                progress,
                before.createdAt(),
                startedAt,
                finishedAt,
                before.user(),
                before.session(),
                before.parent(),
                resources,
                isAbortable,
                Collections.unmodifiableMap(environment),
                description);
    }
}
