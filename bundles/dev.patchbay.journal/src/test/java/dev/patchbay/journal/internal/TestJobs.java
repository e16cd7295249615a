package dev.patchbay.journal.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs for tests. */
final class TestJobs {

    static final Instant START = Instant.parse("2026-11-01T00:00:00.123456Z");

    private TestJobs() {}

    static Job job(String name, JobState state) {
        return job(0, name, state, List.of("/mnt/tank", 42L), null, "ann", null, null, START);
    }

    static Job job(
            long id,
            String name,
            JobState state,
            List<Object> args,
            Object result,
            String user,
            Long session,
            Long parent,
            Instant createdAt) {
        boolean hasStarted = state != JobState.CREATED && state != JobState.WAITING;
        return new Job(
                id,
                name,
                args,
                state,
                result,
                state == JobState.FAILED
                        ? new JobError(
                                "IOException",
                                14,
                                "It broke",
                                List.of(new JobError.Frame("A.java", 7, "run")),
                                Map.of("a", 1L))
                        : null,
                List.of(JobError.of("TaskWarning", 1, "Take care")),
                "",
                Progress.NONE,
                createdAt,
                hasStarted ? createdAt.plusMillis(5) : null,
                state.isFinal() ? createdAt.plusMillis(9) : null,
                user,
                session,
                parent,
                List.of("disk:a"),
                state == JobState.EXECUTING,
                Map.of("SENDER_ADDRESS", "127.0.0.1:1"),
                new JobDescription("Making {name}", Map.of("name", "tank")));
    }

    static Job withId(Job job, long id, JobState state) {
        return job(
                id,
                job.name(),
                state,
                job.args(),
                state == JobState.FINISHED ? "done" : null,
                job.user(),
                job.session(),
                job.parent(),
                job.createdAt());
    }
}
