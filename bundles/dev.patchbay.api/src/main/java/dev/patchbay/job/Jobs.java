package dev.patchbay.job;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs tasks as jobs: recorded on disk, with locks on what they work on, in the order of their coming.
 *
 * <p>Every change of state is on disk before it is told: event {@code task.created} or {@code task.updated}
 * {@code {id, name, state}}, with {@code started_at} while executing, {@code finished_at} and {@code result} when finished;
 * then {@code task.changed {operation, ids}}. Progress is {@code task.progress}; reports that come faster than they can be
 * told are merged, and none is told after the end. Thread-safe.
 */
@ProviderType
public interface Jobs {

    /**
     * Takes a job. Returns as soon as it is on disk, before anything of it was verified; blocks for the disk.
     *
     * @return its id
     * @throws CallException code 22 when there is no such task; {@link JobError#FAULT} when it cannot be
     *     recorded, with the reason
     */
    long submit(Submission submission) throws CallException;

    /** A job as it is now; empty when there never was one. May block for the disk. */
    Optional<Job> find(long id) throws CallException;

    /**
     * Waits until a job has ended.
     *
     * @param timeoutInMs how long at most, in milliseconds; 0 for not at all
     * @return the job; empty when it has not ended by then or there never was one
     */
    Optional<Job> awaitEnd(long id, long timeoutInMs) throws CallException, InterruptedException;

    /**
     * Asks a job to end, and returns at once. One that does not run yet never will; one that can abort is asked to; any
     * other is interrupted, and has failed whether it heeds that or not. Does nothing for one that has ended, or never was.
     */
    void abort(long id);

    /**
     * The jobs that match, as {@code X.query} of every collection does; see docs/queries.md. May block for the disk.
     *
     * @param filter null for all
     * @param options null for none
     * @return a {@code Long} when counted, a job's record or null when a single one was asked for, otherwise a
     *     {@code java.util.stream.Stream} of records, to be closed; a record is {@link JobRecord#of(Job)}
     * @throws CallException {@code 22} when filter or options are malformed
     */
    @Nullable
    Object query(@Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws CallException;

    /** As {@link #query(List, Map)}, with records as that user may see them: {@link JobRecord#of(Job, User)}. */
    @Nullable
    Object query(@Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options, User viewer)
            throws CallException;

    /** Runs a task before or after another, as its subtask with the same arguments. @return ends that */
    AutoCloseable hook(String task, HookPoint point, String hookTask, Predicate<Job> condition);

    /** Adds something to the environment of a job that has not ended. @return false when there is none */
    boolean addEnvironment(long id, String key, @Nullable Object value);

    /** When a hook runs. */
    enum HookPoint {
        /** Before the task runs; when the hook fails, so does the job. */
        BEFORE,
        /** After it succeeded; likewise. */
        AFTER,
        /** After it failed; a failure of the hook is only logged. */
        ERROR
    }
}
