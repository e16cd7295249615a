package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobError;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a job may ask the host. */
final class RunContext implements JobContext {

    private final LiveJob job;
    private final TaskContext context;
    private final JobKeeper keeper;

    RunContext(LiveJob job, TaskContext context, JobKeeper keeper) {
        this.job = job;
        this.context = context;
        this.keeper = keeper;
    }

    @Override
    public long jobId() {
        return job.id();
    }

    @Override
    public Map<String, @Nullable Object> environment() {
        return job.snapshot().environment();
    }

    @Override
    public void progress(double percentage, String message, @Nullable Object extra) {
        double inRange = Math.max(0, Math.min(100, percentage));
        job.progress().report(new Progress(inRange, message, Plain.of(extra)));
    }

    @Override
    public void warn(int code, String message, @Nullable Object extra) {
        JobError warning = new JobError("TaskWarning", code, message, List.of(), Plain.of(extra));
        keeper.records().changeKept(job, draft -> draft.warning(warning), keeper.events()::changed);
    }

    @Override
    public long start(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> environment,
            Consumer<Progress> listener)
            throws CallException {
        return keeper.subtasks().start(job, task, args, environment, listener);
    }

    @Override
    public List<@Nullable Object> join(Collection<Long> subtasks) throws CallException, InterruptedException {
        return job.subtasks().join(subtasks);
    }

    @Override
    public Collection<String> verify(String task, List<@Nullable Object> args)
            throws CallException, InterruptedException {
        PendingVerdict verdict = new PendingVerdict();
        Verifier.Step step = keeper.verifier().step(verdict);
        Request request = Performer.request(Submission.of(task, Plain.list(args), user()));
        return verdict.await(keeper.dispatcher().perform(request, step, step)).resources();
    }

    @Override
    public void abort(long subtask) {
        job.subtasks().find(subtask).ifPresent(keeper.endings()::abort);
    }

    @Override
    public void abortSubtasks() {
        job.subtasks().running().forEach(keeper.endings()::abort);
    }

    @Override
    public @Nullable Object call(String method, List<@Nullable Object> args)
            throws CallException, InterruptedException {
        PendingReply reply = new PendingReply();
        return reply.await(keeper.dispatcher().call(Request.of(method, Plain.list(args), user()), reply));
    }

    @Override
    public void publish(String name, Map<String, ? extends @Nullable Object> properties) {
        keeper.events().publish(name, properties);
    }

    @Override
    public boolean isEnding() {
        return context.isEnding() || job.isEnding();
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public User user() {
        return context.user();
    }

    @Override
    public Optional<Connection> connection() {
        return context.connection();
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return context.attributes();
    }
}
