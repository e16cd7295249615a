package dev.patchbay.job;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param percentage 0 to 100; null before the first report
 * @param message for people; null before the first report
 * @param extra plain Java types; null for nothing
 */
public record Progress(
        @Nullable Double percentage,
        @Nullable String message,
        @Nullable Object extra) {

    /** Nothing was reported yet. */
    public static final Progress NONE = new Progress(null, null, null);

    /** What is told of a job that has ended, whatever it had reported: all when it finished, otherwise nothing. */
    public static Progress atEnd(JobState state) {
        String name = state.name();
        return new Progress(
                state == JobState.FINISHED ? 100.0 : 0.0,
                name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT),
                null);
    }
}
