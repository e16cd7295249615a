package dev.patchbay.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed, or what it warns of; kept with the job.
 *
 * @param type simple name of the exception's class
 * @param code a number programs can act on; see docs/jobs.md
 * @param message one sentence
 * @param stacktrace innermost frame first; empty when nothing of the plugin ran
 * @param extra plain Java types; null for nothing
 */
public record JobError(
        String type,
        int code,
        String message,
        List<Frame> stacktrace,
        @Nullable Object extra) {

    /** No task of that name. */
    public static final int UNKNOWN = 2;
    /** It was interrupted: by the end of the node, or asked to end. */
    public static final int INTERRUPTED = 4;
    /** An exception nobody expected. */
    public static final int FAULT = 14;
    /** It waits for resources that do not exist. */
    public static final int BUSY = 16;
    /** It ran longer than it may. */
    public static final int TIMED_OUT = 60;
    /** Its arguments are not valid, or it refused them. */
    public static final int INVALID = 89;

    /** An error without a stack trace. */
    public static JobError of(String type, int code, String message) {
        return new JobError(type, code, message, List.of(), null);
    }

    /** A frame of a stack trace. @param line negative when unknown */
    public record Frame(String file, int line, String method) {}
}
