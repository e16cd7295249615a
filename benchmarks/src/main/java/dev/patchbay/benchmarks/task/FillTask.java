package dev.patchbay.benchmarks.task;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Fills the journal with jobs that ended long ago. */
@TaskName("bench.fill")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class FillTask implements Task<FillTask.Input, FillTask.Filled> {

    /** So many share a commit. */
    private static final int THREADS = 500;

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<JobState> ENDS =
            List.of(JobState.FINISHED, JobState.FINISHED, JobState.FINISHED, JobState.FAILED, JobState.ABORTED);

    private final Journal journal;

    /**
     * How much.
     *
     * @param first number of the first
     * @param jobs how many
     */
    public record Input(int first, int jobs) {}

    /**
     * What it gave.
     *
     * @param perSec jobs a second
     */
    public record Filled(long perSec) {}

    /** Made for each run. */
    @Activate
    public FillTask(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    public Filled run(Input input, TaskContext context) throws Exception {
        AtomicInteger next = new AtomicInteger(input.first());
        long begin = System.nanoTime();
        Workforce.work(
                THREADS,
                input.jobs(),
                () -> journal.append(job(next.getAndIncrement())).id());
        return new Filled(SubmitTask.perSec(input.jobs(), System.nanoTime() - begin));
    }

    /** One of a hundred tasks, by one of a thousand users, a second after the one before. */
    private static Job job(int number) {
        Instant at = EPOCH.plusSeconds(number);
        return new Job(
                0,
                "bench.task" + number % 100,
                List.of("an argument", number),
                ENDS.get(number % ENDS.size()),
                null,
                null,
                List.of(),
                "",
                Progress.NONE,
                at,
                at.plusMillis(1),
                at.plusMillis(2),
                "user" + number % 1_000,
                null,
                null,
                List.of("resource" + number % 10),
                false,
                Map.of(),
                JobDescription.of("A job of long ago"));
    }
}
