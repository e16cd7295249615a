package dev.patchbay.plugin.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Submission;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every job ends at once: with its arguments, or, if the task is named {@code fail}, with an error. */
final class FakeJobs implements Jobs {

    final Set<String> hooks = new ConcurrentSkipListSet<>();
    private @Nullable Submission submission;

    @Override
    public synchronized long submit(Submission submitted) {
        submission = submitted;
        return 7;
    }

    @Override
    public Optional<Job> find(long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Optional<Job> awaitEnd(long id, long timeoutInMs) {
        Submission ended = submission;
        return ended == null ? Optional.empty() : Optional.of(job(id, ended));
    }

    private static Job job(long id, Submission submission) {
        boolean fails = submission.task().equals("fail");
        return new Job(
                id,
                submission.task(),
                submission.args(),
                fails ? JobState.FAILED : JobState.FINISHED,
                fails ? null : submission.args(),
                fails ? JobError.of("Broken", 42, "broken") : null,
                List.of(),
                "",
                Progress.NONE,
                Instant.EPOCH,
                null,
                null,
                submission.user().username(),
                null,
                null,
                List.of(),
                false,
                Map.of(),
                JobDescription.of(""));
    }

    @Override
    public void abort(long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options, User viewer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable hook(String task, HookPoint point, String hookTask, Predicate<Job> condition) {
        String hook = hookTask + " " + point + " " + task;
        hooks.add(hook);
        return () -> hooks.remove(hook);
    }

    @Override
    public boolean addEnvironment(long id, String key, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }
}
