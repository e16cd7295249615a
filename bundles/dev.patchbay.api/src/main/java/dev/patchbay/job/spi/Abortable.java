package dev.patchbay.job.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** A task that can be asked to end; implemented beside {@link JobTask}. */
@ConsumerType
public interface Abortable {

    /**
     * Asks it to end soon, by {@link AbortedException} from its run. Called at most once, on a thread of its own, while the
     * run is under way; must be thread-safe against it.
     */
    void abort() throws Exception;
}
