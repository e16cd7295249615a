package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs, once each: whatever comes first, the result, an error, somebody who wants it to end, or the node's stop.
 * Returns at once; thread-safe.
 */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final Workers workers;
    private final Recorder recorder;
    private final JobEvents events;
    private final LiveJobs live;
    private final Scheduler scheduler;
    private final LongSupplier abortInMs;

    /** @param abortInMs how long a task that was asked to end has; 0 for any time */
    Endings(
            Workers workers,
            Recorder recorder,
            JobEvents events,
            LiveJobs live,
            Scheduler scheduler,
            LongSupplier abortInMs) {
        this.workers = workers;
        this.recorder = recorder;
        this.events = events;
        this.live = live;
        this.scheduler = scheduler;
        this.abortInMs = abortInMs;
    }

    /** It ends like this, unless it has ended already. */
    void end(LiveJob job, Outcome outcome) {
        if (job.claim(outcome.state())) {
            finish(job, outcome);
        }
    }

    /** It ends like this, and what runs for it is interrupted. */
    void stop(LiveJob job, JobError error) {
        end(job, Outcome.failed(error)); // first, or what the interrupted task throws would be its error
        job.cancelCall();
    }

    /** Somebody wants it to end. */
    void abort(LiveJob job) {
        switch (job.ask()) {
            case ENDED -> {
                finish(job, Outcome.ABORTED);
                job.cancelCall();
            }
            case TELL -> workers.execute(() -> tell(job));
            case KILL -> kill(job);
            case NOTHING -> {}
        }
    }

    private void kill(LiveJob job) {
        stop(job, Errors.task(JobError.FAULT, "Task killed"));
    }

    private void tell(LiveJob job) {
        long limitInMs = abortInMs.getAsLong();
        if (limitInMs > 0) {
            Future<?> unused = workers.later(limitInMs, () -> kill(job));
        }
        job.subtasks().ask();
        TaskBody body = job.body();
        if (body == null) {
            return; // it is ending already
        }
        try {
            body.abort();
        } catch (Exception | LinkageError e) {
            LOG.warn("Job {} ('{}') was asked to end, and its abort failed", job.id(), job.name(), e);
        }
    }

    private void finish(LiveJob job, Outcome outcome) {
        job.subtasks().close().forEach(this::abort);
        job.changes().addLast(() -> last(job, outcome));
    }

    private void last(LiveJob job, Outcome outcome) {
        job.progress().tell();
        Job ended = JobDraft.of(job.snapshot())
                .output(job.output().text())
                .ended(outcome)
                .job();
        try {
            recorder.updateAtLast(ended, () -> release(job, ended));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops: the next start marks it
            return;
        }
        job.snapshot(ended);
        events.updated(ended);
        release(job, ended);
        live.remove(job);
        job.end().complete(ended);
    }

    /** What waits for it need not wait any more. Harmless when repeated. */
    private void release(LiveJob job, Job ended) {
        LiveJob parent = job.parent();
        if (parent == null) {
            scheduler.leave(job);
        } else {
            parent.subtasks().ended(ended);
        }
    }
}
