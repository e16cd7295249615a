package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.spi.ValidationException;
import dev.patchbay.job.worker.Message;
import dev.patchbay.json.Violation;
import dev.patchbay.rpc.CallException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong, in the words a job's record uses. */
final class Errors {

    /** No task of that name when a job is submitted; malformed. */
    static final int MALFORMED = 22;

    /** Nobody signed in, or he lacks a role. */
    static final int NOT_ALLOWED = 13;

    private static final String TASK_EXCEPTION = "TaskException";
    private static final String VERIFY_EXCEPTION = "VerifyException";
    private static final int MOST_FRAMES = 100;

    /** Whatever called the plugin; of no use to its author. */
    private static final List<String> OWN_PACKAGES = List.of("dev.patchbay.job.internal.", "dev.patchbay.job.worker.");

    private Errors() {}

    /** The task itself did not fail; something happened to it. */
    static JobError task(int code, String message) {
        return JobError.of(TASK_EXCEPTION, code, message);
    }

    /** It may not run. */
    static JobError verify(int code, String message) {
        return JobError.of(VERIFY_EXCEPTION, code, message);
    }

    /** What a run that threw comes to. */
    static Outcome outcome(Throwable thrown) {
        if (thrown instanceof RemoteFailureException remote) {
            return remote.outcome();
        }
        return thrown instanceof AbortedException ? Outcome.ABORTED : Outcome.failed(of(thrown));
    }

    static JobError of(Throwable thrown) {
        if (thrown instanceof RemoteFailureException remote && remote.outcome().error() != null) {
            return remote.outcome().error();
        }
        return new JobError(
                thrown.getClass().getSimpleName(),
                code(thrown),
                sentence(thrown),
                frames(thrown.getStackTrace()),
                data(thrown));
    }

    private static int code(Throwable thrown) {
        if (thrown instanceof CallException call) {
            return call.code();
        }
        return thrown instanceof InterruptedException ? JobError.INTERRUPTED : JobError.FAULT;
    }

    private static @Nullable Object data(Throwable thrown) {
        return thrown instanceof CallException call ? Plain.of(call.data()) : null;
    }

    private static String sentence(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getName() : message;
    }

    private static List<JobError.Frame> frames(StackTraceElement[] trace) {
        return Arrays.stream(trace)
                .takeWhile(frame -> OWN_PACKAGES.stream().noneMatch(frame.getClassName()::startsWith))
                .limit(MOST_FRAMES)
                .map(Errors::frame)
                .toList();
    }

    private static JobError.Frame frame(StackTraceElement frame) {
        String file = frame.getFileName();
        return new JobError.Frame(
                file == null ? "" : file, frame.getLineNumber(), frame.getClassName() + "." + frame.getMethodName());
    }

    /** What a task in a process of its own threw. */
    static JobError of(Message failed) {
        Object code = failed.value("code");
        return new JobError(
                failed.text("exception"),
                code instanceof Number number ? number.intValue() : JobError.FAULT,
                failed.text("message"),
                frames(failed.list("frames").stream().map(Errors::element).toArray(StackTraceElement[]::new)),
                failed.plain("data"));
    }

    private static StackTraceElement element(@Nullable Object frame) {
        List<?> parts = frame instanceof List<?> list ? list : List.of("", 0L, "", "");
        return new StackTraceElement(
                String.valueOf(parts.get(2)),
                String.valueOf(parts.get(3)),
                String.valueOf(parts.get(0)),
                ((Number) parts.get(1)).intValue());
    }

    /** What the dispatcher says about a job's task. */
    static JobError of(Failure failure) {
        return switch (failure.kind()) {
            case INVALID_INPUT -> of(violations(failure.data()));
            case UNKNOWN_NAME, NOT_SIGNED_IN, NOT_ALLOWED -> verify(code(failure), failure.message());
            case REFUSED -> new JobError("CallException", failure.code(), failure.message(), List.of(), failure.data());
            default -> task(code(failure), failure.message());
        };
    }

    /** What a schema does not allow, as a task that looked itself would say it. */
    private static ValidationException violations(@Nullable Object data) {
        ValidationException violations = new ValidationException();
        violations.setStackTrace(new StackTraceElement[0]); // nothing of the task ran
        if (data instanceof List<?> list) {
            for (Object each : list) {
                Map<?, ?> violation = (Map<?, ?>) each;
                violations.add(
                        Violation.steps(String.valueOf(violation.get("path"))),
                        String.valueOf(violation.get("message")));
            }
        }
        return violations;
    }

    /** A failed call as the exception for whoever made it. */
    static CallException call(Failure failure) {
        return new CallException(code(failure), failure.message(), failure.data());
    }

    private static int code(Failure failure) {
        return switch (failure.kind()) {
            case UNKNOWN_NAME -> JobError.UNKNOWN;
            case INVALID_INPUT -> MALFORMED;
            case NOT_SIGNED_IN, NOT_ALLOWED -> NOT_ALLOWED;
            case REFUSED -> failure.code();
            case FAILED -> JobError.FAULT;
            case TIMED_OUT -> JobError.TIMED_OUT;
            case INTERRUPTED -> JobError.INTERRUPTED;
            case OVERLOADED -> JobError.BUSY;
        };
    }

    /** The result of a job that ended, or the error of one that did not finish, as code and message. */
    static @Nullable Object resultOf(Job job) throws CallException {
        if (job.state() == JobState.FINISHED) {
            return job.result();
        }
        JobError error = job.error();
        if (error == null) {
            throw new CallException(JobError.INTERRUPTED, "Job " + job.id() + " ('" + job.name() + "') was aborted");
        }
        throw new CallException(error.code(), error.message());
    }
}
