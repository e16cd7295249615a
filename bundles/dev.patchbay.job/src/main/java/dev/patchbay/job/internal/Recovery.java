package dev.patchbay.job.internal;

import dev.patchbay.job.JobError;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.job.spi.JournalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks the jobs that a former life of the node left behind, once, before anything else is done with the journal: not at
 * the start, which would open a database that a node without jobs never needs.
 */
final class Recovery {

    static final JobError DIED = Errors.task(JobError.INTERRUPTED, "dispatcher process died");

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Journal journal;
    private final JournalHealth health;

    private volatile boolean isDone;

    Recovery(Journal journal, JournalHealth health) {
        this.journal = journal;
        this.health = health;
    }

    /** Marks them if that has not been done; waits for whoever is at it. */
    void ensure() throws JournalException {
        if (!isDone) {
            mark();
        }
    }

    private synchronized void mark() throws JournalException {
        if (isDone) {
            return;
        }
        try {
            int interrupted = journal.markInterrupted(DIED);
            isDone = true;
            health.works();
            if (interrupted > 0) {
                LOG.warn("{} jobs were interrupted by the end of the node before this", interrupted);
            }
        } catch (JournalException e) {
            health.fails(e);
            throw e;
        }
    }
}
