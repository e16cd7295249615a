package dev.patchbay.job.internal;

import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Submission;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job that has not ended.
 *
 * <p>It has its state twice. The one here is claimed at once by whoever changes it, so that the first wins. The one in the
 * snapshot is what has been recorded, and what everybody outside sees.
 */
final class LiveJob {

    /** What asking it to end comes to. */
    enum Asked {
        /** It had not started, and has ended. */
        ENDED,
        /** Its task is to be asked. */
        TELL,
        /** It cannot be asked. */
        KILL,
        /** It has ended already, or been asked before. */
        NOTHING
    }

    private final Submission submission;
    private final @Nullable LiveJob parent;
    private final Changes changes;
    private final ProgressReports progress;
    private final Output output = new Output();
    private final Subtasks subtasks = new Subtasks();
    private final CompletableFuture<Job> end = new CompletableFuture<>();
    private volatile Job snapshot;

    // guarded by this
    private JobState state = JobState.CREATED;
    private @Nullable TaskBody body;
    private @Nullable RunningCall call;
    private boolean isAsked;

    LiveJob(Job created, Submission submission, @Nullable LiveJob parent, JobKit kit) {
        this.snapshot = created;
        this.submission = submission;
        this.parent = parent;
        this.changes = kit.changes();
        this.progress = kit.progress(this);
    }

    long id() {
        return snapshot.id();
    }

    String name() {
        return submission.task();
    }

    Submission submission() {
        return submission;
    }

    /** Null for one that was submitted. */
    @Nullable
    LiveJob parent() {
        return parent;
    }

    Changes changes() {
        return changes;
    }

    ProgressReports progress() {
        return progress;
    }

    Output output() {
        return output;
    }

    Subtasks subtasks() {
        return subtasks;
    }

    /** Completed when its end has been recorded; exceptionally when it cannot be before the node stops. */
    CompletableFuture<Job> end() {
        return end;
    }

    /** As it has been recorded. */
    Job snapshot() {
        return snapshot;
    }

    /** Only for changes. */
    void snapshot(Job next) {
        snapshot = next;
    }

    /** As everybody may see it. */
    Job view() {
        return JobDraft.of(snapshot)
                .progress(progress.newest())
                .output(output.text())
                .job();
    }

    /** It has that state from now on; false when it cannot get there any more. */
    synchronized boolean claim(JobState next) {
        if (!isAllowed(next)) {
            return false;
        }
        state = next;
        return true;
    }

    /**
     * Its task runs from now on, and nothing that ends it comes before that is recorded.
     *
     * @param record queues the change that says so
     * @return what that gave; null when it has ended meanwhile
     */
    synchronized @Nullable CompletableFuture<Void> begin(
            TaskBody runs, Supplier<@Nullable CompletableFuture<Void>> record) {
        if (!claim(JobState.EXECUTING)) {
            return null;
        }
        body = runs;
        return record.get();
    }

    private boolean isAllowed(JobState next) {
        return switch (next) {
            case CREATED -> false;
            case WAITING -> state == JobState.CREATED;
            case EXECUTING -> state == JobState.CREATED || state == JobState.WAITING;
            case ROLLBACK -> state == JobState.EXECUTING;
            case FINISHED -> state == JobState.EXECUTING;
            case FAILED, ABORTED -> !state.isFinal();
        };
    }

    /** Somebody wants it to end. */
    synchronized Asked ask() {
        if (state.isFinal() || isAsked) {
            return Asked.NOTHING;
        }
        isAsked = true;
        if (state == JobState.CREATED || state == JobState.WAITING) {
            state = JobState.ABORTED;
            return Asked.ENDED;
        }
        boolean canBeTold = state == JobState.EXECUTING && body != null && body.isAbortable();
        return canBeTold ? Asked.TELL : Asked.KILL;
    }

    /** Whether it is to end, or has ended. */
    synchronized boolean isEnding() {
        return isAsked || state.isFinal();
    }

    synchronized boolean hasEnded() {
        return state.isFinal();
    }

    /** What its task can be asked through; null when it does not run. */
    synchronized @Nullable TaskBody body() {
        return body;
    }

    /** Nothing of the plugin is held any more. */
    synchronized void forgetTask() {
        body = null;
        call = null;
    }

    /** What the dispatcher does for it now. */
    void attach(RunningCall next) {
        boolean isTooLate;
        synchronized (this) {
            isTooLate = state.isFinal();
            call = isTooLate ? null : next;
        }
        if (isTooLate) {
            next.cancel();
        }
    }

    /** Interrupts what the dispatcher does for it. */
    void cancelCall() {
        RunningCall now;
        synchronized (this) {
            now = call;
            call = null;
        }
        if (now != null) {
            now.cancel();
        }
    }
}
