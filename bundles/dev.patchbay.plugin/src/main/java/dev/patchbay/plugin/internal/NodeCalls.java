package dev.patchbay.plugin.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Submission;
import dev.patchbay.json.JsonType;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls and jobs of the node itself, for plugins that wait for the answer. Thread-safe. */
final class NodeCalls {

    private static final User NODE = new User("node", "node", Set.of(User.ADMIN));
    private static final int NO_ACCESS = 13;
    private static final long LOOK_IN_MS = 60_000;
    private static final JsonType ANYTHING = JsonType.of(Object.class);

    private final Dispatcher dispatcher;
    private final JobServices jobServices;

    NodeCalls(Dispatcher dispatcher, JobServices jobServices) {
        this.dispatcher = dispatcher;
        this.jobServices = jobServices;
    }

    @Nullable
    Object call(String method, @Nullable Object... args) throws CallException, InterruptedException {
        AwaitedReply<@Nullable Object> reply = AwaitedReply.whole();
        return await(dispatcher.call(request(method, args), reply), reply);
    }

    ResultStream stream(String method, @Nullable Object... args) throws CallException, InterruptedException {
        AwaitedReply<ResultStream> reply = AwaitedReply.streamed();
        return await(dispatcher.call(request(method, args), reply), reply);
    }

    private static Request request(String method, @Nullable Object... args) {
        return Request.of(method, plain(args), NODE);
    }

    private static List<@Nullable Object> plain(@Nullable Object... args) {
        List<@Nullable Object> plain = new ArrayList<>();
        Arrays.asList(args).forEach(arg -> plain.add(ANYTHING.toPlain(arg)));
        return plain;
    }

    private static <T extends @Nullable Object> T await(RunningCall call, AwaitedReply<T> reply)
            throws CallException, InterruptedException {
        try {
            return reply.await();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        }
    }

    long submit(String task, @Nullable Object... args) throws CallException {
        return jobServices.jobs().submit(Submission.of(task, plain(args), NODE));
    }

    @Nullable
    Object runJob(String task, @Nullable Object... args) throws CallException, InterruptedException {
        Jobs jobs = jobServices.jobs();
        long id = jobs.submit(Submission.of(task, plain(args), NODE));
        try {
            return resultOf(awaitEnd(jobs, id));
        } catch (InterruptedException e) {
            jobs.abort(id);
            throw e;
        }
    }

    private static Job awaitEnd(Jobs jobs, long id) throws CallException, InterruptedException {
        Optional<Job> ended = jobs.awaitEnd(id, LOOK_IN_MS);
        while (ended.isEmpty()) {
            ended = jobs.awaitEnd(id, LOOK_IN_MS);
        }
        return ended.get();
    }

    private static @Nullable Object resultOf(Job job) throws CallException {
        if (job.state() == JobState.FINISHED) {
            return job.result();
        }
        JobError error = job.error();
        if (error == null) {
            throw new CallException(JobError.INTERRUPTED, "Job " + job.id() + " of '" + job.name() + "' was aborted");
        }
        throw new CallException(error.code(), error.message(), error.extra());
    }

    /** What a caller can act on: the plugin's own code where it refused, otherwise that of a job's error. */
    static CallException exception(Failure failure) {
        return new CallException(code(failure), failure.message(), failure.data());
    }

    private static int code(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED -> failure.code();
            case UNKNOWN_NAME -> JobError.UNKNOWN;
            case INVALID_INPUT -> JobError.INVALID;
            case INTERRUPTED -> JobError.INTERRUPTED;
            case TIMED_OUT -> JobError.TIMED_OUT;
            case OVERLOADED -> JobError.BUSY;
            case NOT_SIGNED_IN, NOT_ALLOWED -> NO_ACCESS;
            case FAILED -> JobError.FAULT;
        };
    }
}
