package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.spi.JournalException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies jobs in the order of their submission and hands them to the scheduler.
 *
 * <p>Several are verified at one time, but they become WAITING one after another. A verification that takes longer than
 * its turn lets the others pass, so that it cannot stall them.
 */
final class Distribution {

    /** So many are in line at one time. */
    static final int MOST_IN_LINE = 64;

    private final Workers workers;
    private final Performer performer;
    private final Verifier verifier;
    private final Records records;
    private final JobEvents events;
    private final Scheduler scheduler;
    private final Endings endings;
    private final LongSupplier turnInMs;
    private final Line line = new Line();

    /** Not yet in line; guarded by itself. */
    private final Queue<LiveJob> submitted = new ArrayDeque<>();

    /** @param turnInMs how long the others wait for a verification */
    Distribution(
            Workers workers,
            Performer performer,
            Verifier verifier,
            Records records,
            JobEvents events,
            Scheduler scheduler,
            Endings endings,
            LongSupplier turnInMs) {
        this.workers = workers;
        this.performer = performer;
        this.verifier = verifier;
        this.records = records;
        this.events = events;
        this.scheduler = scheduler;
        this.endings = endings;
        this.turnInMs = turnInMs;
    }

    /** Behind all others. Returns at once. */
    void add(LiveJob job) {
        synchronized (submitted) {
            submitted.add(job);
        }
        moveUp();
    }

    private void moveUp() {
        Turn next = next();
        while (next != null) {
            next.begin();
            next = next();
        }
    }

    private @Nullable Turn next() {
        synchronized (submitted) {
            LiveJob job = line.size() < MOST_IN_LINE ? submitted.poll() : null;
            return job == null ? null : new Turn(job, line.enter());
        }
    }

    /** A job's way through the line. */
    private final class Turn implements Verifier.Verdict, Records.Teller {

        private final LiveJob job;
        private final Line.Place place;
        private final Future<?> alarm;

        Turn(LiveJob job, Line.Place place) {
            this.job = job;
            this.place = place;
            this.alarm = workers.later(turnInMs.getAsLong(), this::lose);
        }

        void begin() {
            Verifier.Step step = verifier.step(this);
            performer.perform(job, step, step);
        }

        private void lose() {
            place.lose();
            moveUp();
        }

        private void leave() {
            alarm.cancel(false);
            place.leave();
            workers.execute(Distribution.this::moveUp);
        }

        @Override
        public void passed(Verified verified) {
            boolean isTaken =
                    records.change(job, draft -> draft.verified(verified).state(JobState.WAITING), this);
            if (!isTaken) {
                leave();
            }
        }

        @Override
        public void refused(JobError error) {
            endings.end(job, Outcome.failed(error));
            leave();
        }

        @Override
        public void changed(Job waiting) throws InterruptedException {
            try {
                place.await();
                if (job.claim(JobState.WAITING)) {
                    events.updated(waiting);
                    scheduler.add(job, waiting.resources());
                }
            } finally {
                leave();
            }
        }

        @Override
        public void failed(JournalException reason) {
            refused(Errors.of(reason));
        }
    }
}
