package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Resources;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Knows the task {@code sleep}, which runs until it is finished by hand, and one resource. */
final class FakeJobs implements Jobs, Resources {

    /** What a job that failed failed with, and what each warns of. */
    private static final JobError ERROR = new JobError(
            "IllegalStateException", 14, "no disk", List.of(new JobError.Frame("Tank.java", 12, "Tank.fill")), null);

    /** Guarded by this, as below; the index is the id less one. */
    private final List<Submission> submissions = new ArrayList<>();

    private final List<JobState> states = new ArrayList<>();

    synchronized Submission submission(long id) {
        return submissions.get((int) id - 1);
    }

    synchronized JobState state(long id) {
        return states.get((int) id - 1);
    }

    synchronized void end(long id, JobState state) {
        states.set((int) id - 1, state);
        notifyAll();
    }

    @Override
    public synchronized long submit(Submission submission) throws CallException {
        if (!submission.task().equals("sleep")) {
            throw new CallException(22, "There is no task '" + submission.task() + "' here");
        }
        submissions.add(submission);
        states.add(JobState.EXECUTING);
        return submissions.size();
    }

    @Override
    public synchronized Optional<Job> find(long id) {
        return id < 1 || id > submissions.size() ? Optional.empty() : Optional.of(job(id));
    }

    private Job job(long id) {
        Submission submission = submission(id);
        return new Job(
                id,
                submission.task(),
                submission.args(),
                state(id),
                null,
                state(id) == JobState.FAILED ? ERROR : null,
                List.of(ERROR),
                "",
                Progress.NONE,
                Instant.EPOCH,
                null,
                null,
                submission.user().username(),
                submission.session(),
                null,
                List.of(),
                true,
                submission.environment(),
                JobDescription.of("Sleeping"));
    }

    @Override
    public synchronized Optional<Job> awaitEnd(long id, long timeoutInMs) throws InterruptedException {
        long endAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        while (!state(id).isFinal() && System.nanoTime() < endAt) {
            wait(1_000);
        }
        return find(id).filter(job -> job.state().isFinal());
    }

    @Override
    public synchronized void abort(long id) {
        if (id <= states.size()) {
            end(id, JobState.ABORTED);
        }
    }

    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options) {
        return query(filter, options, FakeSessions.ROOT);
    }

    @Override
    public synchronized @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options, User viewer) {
        if (options != null && Boolean.TRUE.equals(options.get("count"))) {
            return (long) submissions.size();
        }
        List<Object> records = new ArrayList<>();
        for (long id = 1; id <= submissions.size(); id++) {
            records.add(JobRecord.of(job(id), viewer));
        }
        return records.stream();
    }

    @Override
    public AutoCloseable hook(String task, HookPoint point, String hookTask, Predicate<Job> condition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addEnvironment(long id, String key, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Resources.Status> list() {
        return List.of(new Resources.Status("system", true));
    }

    @Override
    public void register(String name, Collection<String> parents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void update(String name, Collection<String> parents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unregister(String name) {
        throw new UnsupportedOperationException();
    }
}
