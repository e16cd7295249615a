package dev.patchbay.job;

import dev.patchbay.rpc.CallException;
import dev.patchbay.task.TaskContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What a task that runs as a job may ask the host. Safe to use from any thread, for as long as the job lasts. */
@ProviderType
public interface JobContext extends TaskContext {

    /** The job's id. */
    long jobId();

    /** What the submitter gave besides the arguments; plain Java types, unmodifiable, as it is now. */
    Map<String, @Nullable Object> environment();

    /**
     * Says how far it is. Returns at once; of reports that come faster than they can be told only the newest is.
     *
     * @param percentage 0 to 100; what lies outside is moved to the nearest of them
     */
    default void progress(double percentage, String message) {
        progress(percentage, message, null);
    }

    /** Likewise, with something for programs; records or plain Java types. */
    void progress(double percentage, String message, @Nullable Object extra);

    /**
     * A listener for {@link #start} that tells a subtask's progress as a part of this job's: its 0 % as {@code from}, its
     * 100 % as {@code to}, its message and its extra as they are.
     */
    default Consumer<Progress> part(double from, double to) {
        return subtask -> {
            double share = subtask.percentage() == null ? 0 : subtask.percentage() / 100;
            String message = subtask.message() == null ? "" : subtask.message();
            progress(from + (to - from) * share, message, subtask.extra());
        };
    }

    /** Records something that does not make the job fail. Blocks for the disk. */
    void warn(int code, String message, @Nullable Object extra);

    /**
     * Starts another task as a subtask: it takes no locks, those of the job hold for it. Blocks for the disk.
     *
     * @return its id
     * @throws CallException when there is no such task or this job has been asked to end
     */
    default long start(String task, List<@Nullable Object> args) throws CallException {
        return start(task, args, progress -> {});
    }

    /** Likewise, and hears its progress. */
    default long start(String task, List<@Nullable Object> args, Consumer<Progress> listener) throws CallException {
        return start(task, args, Map.of(), listener);
    }

    /**
     * Likewise, with more in its environment than what it has of this job.
     *
     * @param environment plain Java types; wins over this job's
     */
    long start(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> environment,
            Consumer<Progress> listener)
            throws CallException;

    /**
     * Waits for subtasks.
     *
     * @return their results, in the same order
     * @throws CallException the error of the first that did not finish; code 4 when this job has been asked to end
     */
    List<@Nullable Object> join(Collection<Long> subtasks) throws CallException, InterruptedException;

    /** Starts a subtask and waits for it. */
    default @Nullable Object runSubtask(String task, List<@Nullable Object> args)
            throws CallException, InterruptedException {
        return join(List.of(start(task, args))).get(0);
    }

    /** What a task would lock for these arguments; nothing of it is run. @throws CallException when it refuses them */
    Collection<String> verify(String task, List<@Nullable Object> args) throws CallException, InterruptedException;

    /** Asks a subtask of this job to end; see {@link Jobs#abort}. */
    void abort(long subtask);

    /** Likewise, all subtasks of this job that have not ended. */
    void abortSubtasks();

    /** Calls a provider's method on behalf of the job's user. @return plain Java types */
    @Nullable
    Object call(String method, List<@Nullable Object> args) throws CallException, InterruptedException;

    /** Publishes an event; see {@link dev.patchbay.event.EventBus#publish}. */
    void publish(String name, Map<String, ? extends @Nullable Object> properties);
}
