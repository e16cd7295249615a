package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.job.Submission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has the dispatcher do a step of a job; when it is too busy, again a little later, for a minute. */
final class Performer {

    private static final long PAUSE_IN_MS = 100;
    private static final long PATIENCE_IN_MS = 60_000;

    private final Dispatcher dispatcher;
    private final Workers workers;

    Performer(Dispatcher dispatcher, Workers workers) {
        this.dispatcher = dispatcher;
        this.workers = workers;
    }

    /** What a submission asks of the dispatcher; a subtask asks with the arguments it was started with. */
    static Request request(Submission submission) {
        Set<Request.Rule> rules = submission.isStrict() ? Set.of(Request.Rule.STRICT) : Set.of();
        List<@Nullable Object> args = submission.args();
        return new Request(submission.task(), args, submission.user(), null, 0, Map.of(), rules);
    }

    /** Returns at once. */
    void perform(LiveJob job, TaskStep step, Reply reply) {
        perform(job, step, reply, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_IN_MS));
    }

    private void perform(LiveJob job, TaskStep step, Reply reply, long until) {
        job.attach(dispatcher.perform(request(job.submission()), step, new Reply() {
            @Override
            public void result(@Nullable Object result) {
                reply.result(result);
            }

            @Override
            public void failure(Failure failure) {
                boolean isBusy = failure.kind() == Failure.Kind.OVERLOADED;
                if (isBusy && System.nanoTime() - until < 0 && !job.hasEnded()) {
                    Future<?> unused = workers.later(PAUSE_IN_MS, () -> perform(job, step, reply, until));
                } else {
                    reply.failure(failure);
                }
            }
        }));
    }
}
