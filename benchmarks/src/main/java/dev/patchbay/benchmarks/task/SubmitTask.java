package dev.patchbay.benchmarks.task;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Submits jobs of a task that does nothing, and waits until all have finished. */
@TaskName("bench.submit")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class SubmitTask implements Task<SubmitTask.Input, SubmitTask.Submitted> {

    private static final User BENCH = new User("bench", "bench", Set.of(User.ADMIN));
    private static final long PATIENCE_IN_MS = 120_000;

    private final Jobs jobs;

    /**
     * What to submit.
     *
     * @param jobs how many
     * @param threads on how many threads
     */
    public record Input(int jobs, int threads) {}

    /**
     * What it gave.
     *
     * @param perSec submissions acknowledged a second
     * @param finishedPerSec jobs finished a second, from the first submission to the last end
     * @param medianInUs from a job's submission to its end, in microseconds
     * @param longestInUs likewise
     */
    public record Submitted(long perSec, long finishedPerSec, long medianInUs, long longestInUs) {}

    /** Made for each run. */
    @Activate
    public SubmitTask(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Submitted run(Input input, TaskContext context) throws Exception {
        Submission nothing = Submission.of("bench.nothing", List.of(), BENCH);
        long begin = System.nanoTime();
        List<Long> ids = Workforce.work(input.threads(), input.jobs(), () -> jobs.submit(nothing));
        long submitted = System.nanoTime();
        for (long id : ids) {
            awaitFinished(id);
        }
        long finished = System.nanoTime();
        long[] lives = new long[ids.size()];
        for (int i = 0; i < lives.length; i++) {
            Job job = jobs.find(ids.get(i)).orElseThrow();
            lives[i] = Duration.between(job.createdAt(), Objects.requireNonNull(job.finishedAt()))
                            .toNanos()
                    / 1_000;
        }
        Arrays.sort(lives);
        return new Submitted(
                perSec(lives.length, submitted - begin),
                perSec(lives.length, finished - begin),
                lives[lives.length / 2],
                lives[lives.length - 1]);
    }

    private void awaitFinished(long id) throws CallException, InterruptedException, TimeoutException {
        Job job = jobs.awaitEnd(id, PATIENCE_IN_MS)
                .orElseThrow(() -> new TimeoutException("Job " + id + " did not end within " + PATIENCE_IN_MS + " ms"));
        if (job.state() != JobState.FINISHED) {
            throw new IllegalStateException("Job " + id + " is " + job.state() + ": " + job.error());
        }
    }

    static long perSec(long count, long nanos) {
        return count * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos);
    }
}
