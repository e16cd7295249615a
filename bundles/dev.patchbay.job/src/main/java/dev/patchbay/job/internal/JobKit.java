package dev.patchbay.job.internal;

import dev.patchbay.job.Progress;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a job is made with.
 *
 * @param listener hears its progress besides
 */
record JobKit(Workers workers, LongSupplier progressIntervalInMs, JobEvents events, Consumer<Progress> listener) {

    Changes changes() {
        return new Changes(workers);
    }

    ProgressReports progress(LiveJob job) {
        return new ProgressReports(
                (delayInMs, tell) -> schedule(job, delayInMs, tell), progressIntervalInMs, progress -> {
                    events.progressed(job.snapshot(), progress);
                    listener.accept(progress);
                });
    }

    private void schedule(LiveJob job, long delayInMs, Runnable tell) {
        if (delayInMs == 0) {
            job.changes().add(tell);
        } else {
            Future<?> unused = workers.later(delayInMs, () -> job.changes().add(tell));
        }
    }
}
