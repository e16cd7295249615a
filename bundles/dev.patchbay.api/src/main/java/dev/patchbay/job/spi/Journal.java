package dev.patchbay.job.spi;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps jobs on disk. When a method that changes something returns, the change survives {@code kill -9}. All methods may
 * block; those of several threads are put on disk together. Thread-safe.
 */
@ConsumerType
public interface Journal {

    /**
     * Records a new job.
     *
     * @param job its id is ignored
     * @return the same with its id
     */
    Job append(Job job) throws JournalException;

    /** Replaces the record of a job. */
    void update(Job job) throws JournalException;

    /** The job of that id, its progress derived from its state; empty when there never was one. */
    Optional<Job> find(long id) throws JournalException;

    /**
     * Marks every job whose state is not final as failed; called once, before the first {@link #append} of a node's life.
     *
     * @return how many
     */
    int markInterrupted(JobError error) throws JournalException;

    /**
     * The jobs that match; see {@link dev.patchbay.job.Jobs#query}, which answers with what this returns.
     *
     * @throws CallException code 22 when filter or options are malformed
     */
    @Nullable
    Object query(@Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws JournalException, CallException;
}
