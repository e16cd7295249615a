package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.job.spi.JournalException;
import java.util.concurrent.TimeUnit;

/** Writes snapshots of jobs to the journal, in spite of short faults. Blocks; thread-safe. */
final class Recorder {

    private static final int MOST_TRIES = 4;
    private static final long FIRST_PAUSE_IN_MS = 50;
    private static final long LONGEST_PAUSE_IN_MS = 10_000;

    private final Journal journal;
    private final JournalHealth health;

    Recorder(Journal journal, JournalHealth health) {
        this.journal = journal;
        this.health = health;
    }

    /** Records a new job; tries once, since there is somebody who can be told. */
    Job append(Job job) throws JournalException {
        try {
            Job recorded = journal.append(job);
            health.works();
            return recorded;
        } catch (JournalException e) {
            health.fails(e);
            throw e;
        }
    }

    /** Records a change; tries for less than a second. */
    void update(Job job) throws JournalException, InterruptedException {
        long pauseInMs = FIRST_PAUSE_IN_MS;
        for (int i = 1; i < MOST_TRIES; i++) {
            if (isWritten(job)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(pauseInMs);
            pauseInMs *= 2;
        }
        write(job);
    }

    /**
     * Records the end of a job; tries until it succeeds, after pauses that become longer.
     *
     * @param unrecorded is run after the first failure
     */
    void updateAtLast(Job job, Runnable unrecorded) throws InterruptedException {
        boolean isRecorded = isWritten(job);
        if (!isRecorded) {
            unrecorded.run();
        }
        long pauseInMs = FIRST_PAUSE_IN_MS;
        while (!isRecorded) {
            TimeUnit.MILLISECONDS.sleep(pauseInMs);
            pauseInMs = Math.min(2 * pauseInMs, LONGEST_PAUSE_IN_MS);
            isRecorded = isWritten(job);
        }
    }

    private boolean isWritten(Job job) {
        try {
            write(job);
            return true;
        } catch (JournalException e) {
            return false; // the health has it
        }
    }

    private void write(Job job) throws JournalException {
        try {
            journal.update(job);
            health.works();
        } catch (JournalException e) {
            health.fails(e);
            throw e;
        }
    }
}
