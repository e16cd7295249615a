package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs.HookPoint;
import dev.patchbay.job.spi.JournalException;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The execution of one job: runs in the dispatcher, and hears what the dispatcher says. */
final class RunStep implements TaskStep, Reply {

    private static final Logger LOG = LoggerFactory.getLogger(RunStep.class);

    private final LiveJob job;
    private final UnaryOperator<JobDraft> start;
    private final JobKeeper keeper;
    private volatile @Nullable Outcome failure;

    /** @param start what else is recorded when it starts */
    RunStep(LiveJob job, UnaryOperator<JobDraft> start, JobKeeper keeper) {
        this.job = job;
        this.start = start;
        this.keeper = keeper;
    }

    @Override
    public @Nullable Object apply(
            Task<@Nullable Object, @Nullable Object> task, @Nullable Object input, TaskContext context) {
        try (TaskBody body = keeper.bodies().of(task, input, job.output())) {
            return hasStarted(body) ? work(body, new RunContext(job, context, keeper)) : null;
        } catch (Throwable e) { // whatever a plugin throws ends its job, and nothing else
            failure = Errors.outcome(e);
            return null;
        } finally {
            job.forgetTask();
        }
    }

    /** False when it was asked to end before it began. */
    private boolean hasStarted(TaskBody body) throws JournalException, InterruptedException {
        CompletableFuture<Void> recorded = job.begin(
                body,
                () -> keeper.records().change(job, draft -> start.apply(draft).executing(), keeper.events()::updated));
        if (recorded == null) {
            return false;
        }
        Records.await(recorded);
        return !job.hasEnded();
    }

    private @Nullable Object work(TaskBody body, JobContext context) throws Exception {
        runHooks(HookPoint.BEFORE, context);
        try {
            Object result = body.run(context);
            job.subtasks().awaitAll();
            runHooks(HookPoint.AFTER, context);
            return result;
        } catch (Throwable e) {
            LOG.debug("Job {} ('{}') failed", job.id(), job.name(), e);
            undo(body, context, Errors.outcome(e));
            throw e;
        }
    }

    private void runHooks(HookPoint point, JobContext context) throws Exception {
        for (String hook : keeper.hooks().of(job.snapshot(), point)) {
            context.runSubtask(hook, job.submission().args());
        }
    }

    private void undo(TaskBody body, JobContext context, Outcome outcome) {
        try {
            job.subtasks().running().forEach(keeper.endings()::abort);
            job.subtasks().awaitAll();
            if (outcome.state() == JobState.FAILED) {
                runErrorHooks(context);
                rollBack(body, context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has been answered for: nobody waits for the rest
        }
    }

    private void runErrorHooks(JobContext context) throws InterruptedException {
        try {
            runHooks(HookPoint.ERROR, context);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("A hook of job {} ('{}') failed", job.id(), job.name(), e);
        }
    }

    private void rollBack(TaskBody body, JobContext context) throws InterruptedException {
        if (!body.canRollBack() || !job.claim(JobState.ROLLBACK)) {
            return;
        }
        boolean isAlive =
                keeper.records().changeKept(job, draft -> draft.state(JobState.ROLLBACK), keeper.events()::updated);
        if (!isAlive) {
            return;
        }
        try {
            body.rollback(context);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            LOG.warn("Job {} ('{}') failed, and its rollback as well", job.id(), job.name(), e);
        }
    }

    @Override
    public void result(@Nullable Object result) {
        Outcome failed = failure;
        keeper.endings().end(job, failed == null ? Outcome.finished(result) : failed);
    }

    @Override
    public void failure(Failure reason) {
        keeper.endings().end(job, Outcome.failed(Errors.of(reason)));
    }
}
