package dev.patchbay.job.internal;

import dev.patchbay.job.spi.JournalException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether jobs can be recorded; says so in the log when that changes, and not for each job. Thread-safe. */
final class JournalHealth {

    private static final Logger LOG = LoggerFactory.getLogger(JournalHealth.class);

    /** Guarded by this. */
    private @Nullable String problem;

    synchronized void works() {
        if (problem != null) {
            problem = null;
            LOG.info("Jobs are recorded again");
        }
    }

    synchronized void fails(JournalException reason) {
        if (problem == null) {
            LOG.error("Jobs cannot be recorded; new ones are refused until they can", reason);
        }
        problem = String.valueOf(reason.getMessage());
    }

    /** Why jobs cannot be recorded; empty when they can. */
    synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
