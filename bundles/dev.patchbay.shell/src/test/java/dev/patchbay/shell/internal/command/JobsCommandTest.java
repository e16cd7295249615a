package dev.patchbay.shell.internal.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Submission;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class JobsCommandTest {

    private static final Job SCRUB = job(7, JobState.EXECUTING);
    private static final Job ENDED = job(9, JobState.ABORTED);

    private final FakeJobs jobs = new FakeJobs();
    private final JobsCommand command = new JobsCommand(jobs);

    private static Job job(long id, JobState state) {
        return new Job(
                id,
                "volume.scrub",
                List.of("tank"),
                state,
                null,
                null,
                List.of(),
                "",
                Progress.NONE,
                Instant.parse("2026-01-02T03:04:05Z"),
                null,
                null,
                "ada",
                null,
                null,
                List.of("tank"),
                true,
                Map.of(),
                JobDescription.of("Scrub"));
    }

    @Test
    public void theNewestAreListed() throws Exception {
        assertEquals("""
                ID  TASK          STATE      USER  CREATED
                7   volume.scrub  EXECUTING  ada   2026-01-02T03:04:05Z
                """, output());
        assertEquals(Map.of("sort", "-id", "limit", 20L), jobs.options);
    }

    @Test
    public void oneIsShownOrAskedToEnd() throws Exception {
        assertTrue(output("7").contains("\"resources\": ["));
        assertEquals("Asked to end.\n", output("abort", "7"));
        assertEquals(List.of(7L), jobs.aborted);
    }

    @Test
    public void oneThatHasEndedIsNotAsked() {
        assertEquals("Job 9 has ended already: ABORTED", failure("abort", "9"));
        assertEquals(List.of(), jobs.aborted);
    }

    @Test
    public void whatIsNoJobSaysSo() {
        assertTrue(failure("8").startsWith("There is no job 8"));
        assertTrue(failure("abort", "8").startsWith("There is no job 8"));
        assertTrue(failure("tank").startsWith("Expected the number of a job, got 'tank'"));
        assertTrue(failure("abort", "7", "8").startsWith("Expected the number of a job, got 'abort 7 8'"));
        assertEquals(List.of(), jobs.aborted);
    }

    private String output(String... words) throws Exception {
        return CommandOutput.of(command, words);
    }

    private String failure(String... words) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> output(words))
                .getMessage());
    }

    private static final class FakeJobs implements Jobs {

        private final List<Long> aborted = new ArrayList<>();
        private @Nullable Map<String, @Nullable Object> options;

        @Override
        public long submit(Submission submission) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> find(long id) {
            return Stream.of(SCRUB, ENDED).filter(job -> job.id() == id).findFirst();
        }

        @Override
        public Optional<Job> awaitEnd(long id, long timeoutInMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort(long id) {
            aborted.add(id);
        }

        @Override
        public @Nullable Object query(
                @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> asked) {
            options = asked;
            return Stream.of(JobRecord.of(SCRUB));
        }

        @Override
        public @Nullable Object query(
                @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options, User viewer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable hook(String task, HookPoint point, String hookTask, Predicate<Job> condition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean addEnvironment(long id, String key, @Nullable Object value) {
            throw new UnsupportedOperationException();
        }
    }
}
