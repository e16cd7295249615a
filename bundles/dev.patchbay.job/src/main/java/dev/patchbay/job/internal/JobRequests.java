package dev.patchbay.job.internal;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.Progress;
import dev.patchbay.job.worker.Message;
import dev.patchbay.job.worker.Wire;
import dev.patchbay.job.worker.Words;
import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives a task in a process of its own what {@link JobContext} gives to one in the node. */
final class JobRequests implements Requests {

    private final JobContext context;

    JobRequests(JobContext context) {
        this.context = context;
    }

    @Override
    public void hear(Message message) {
        switch (message.type()) {
            case Words.PROGRESS ->
                context.progress(message.decimal("percentage"), message.text("message"), message.plain("extra"));
            case Words.WARNING ->
                context.warn((int) message.number("code"), message.text("message"), message.plain("extra"));
            case Words.EVENT -> context.publish(message.text("name"), message.map("properties"));
            case Words.ABORT_SUBTASK -> context.abort(message.number("id"));
            case Words.ABORT_SUBTASKS -> context.abortSubtasks();
            default -> throw new IllegalArgumentException("Expected a message of a worker, got " + message.type());
        }
    }

    @Override
    public @Nullable Object answer(Message request, Consumer<Map<String, @Nullable Object>> teller)
            throws CallException, InterruptedException {
        String what = request.text("what");
        return switch (what) {
            case Words.START -> start(request, teller);
            case Words.JOIN -> context.join(ids(request));
            case Words.VERIFY_SUBTASK -> List.copyOf(context.verify(request.text("task"), request.list("args")));
            case Words.CALL -> context.call(request.text("method"), request.list("args"));
            case Words.ENVIRONMENT -> context.environment();
            default -> throw new CallException(Errors.MALFORMED, "Expected a request of a worker, got " + what);
        };
    }

    private long start(Message request, Consumer<Map<String, @Nullable Object>> teller) throws CallException {
        long listener = request.number("listener");
        Consumer<Progress> told = progress -> teller.accept(Message.of(
                Words.SUBTASK_PROGRESS,
                "listener",
                listener,
                "percentage",
                progress.percentage(),
                "message",
                progress.message(),
                "extra",
                Wire.plain().write(progress.extra())));
        return context.start(
                request.text("task"),
                request.list("args"),
                request.map("environment"),
                listener == 0 ? progress -> {} : told);
    }

    private static List<Long> ids(Message request) {
        return request.list("ids").stream()
                .filter(Number.class::isInstance)
                .map(id -> ((Number) id).longValue())
                .toList();
    }
}
