package org.example.appliance;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.job.spi.VerifyException;
import dev.patchbay.rpc.CallException;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Range;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Positional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads a whole volume and counts what cannot be read. Locks the volume, tells how far it is, and can be asked to end. */
@Description("Reads a volume from end to end.")
public final class ScrubTask implements JobTask<ScrubTask.Input, ScrubTask.Report>, Abortable {

    /** @param pauseInMs between two percent; a disk would take longer */
    @Positional
    public record Input(
            String volume,
            @Default("10") @Range(min = 0, max = 60_000) long pauseInMs) {}

    /** What was found. */
    public record Report(int gibRead, int errors) {}

    private static final int ALL = 100;

    private final Volumes volumes;
    private final CountDownLatch aborted = new CountDownLatch(1);

    ScrubTask(Volumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public Collection<String> verify(Input input, TaskContext context) throws VerifyException {
        try {
            return List.of(volumes.get(input.volume()).resource());
        } catch (CallException e) {
            throw new VerifyException(e.code(), e.getMessage());
        }
    }

    @Override
    public JobDescription describe(Input input) {
        return new JobDescription("Scrubbing volume {name}", Map.of("name", input.volume()));
    }

    @Override
    public Report run(Input input, JobContext context) throws Exception {
        for (int percent = 0; percent < ALL; percent++) {
            context.progress(percent, "Reading");
            if (aborted.await(input.pauseInMs(), TimeUnit.MILLISECONDS)) {
                throw new AbortedException("Stopped at " + percent + " %");
            }
        }
        return new Report(volumes.get(input.volume()).sizeInGib(), 0);
    }

    @Override
    public void abort() {
        aborted.countDown();
    }
}
