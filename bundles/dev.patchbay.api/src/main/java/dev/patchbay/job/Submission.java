package dev.patchbay.job;

import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done.
 *
 * @param task its name
 * @param args by position, plain Java types; see {@link dev.patchbay.task.spi.Positional}
 * @param user on whose behalf; must have the roles of the task
 * @param session the session it is submitted in; null for none
 * @param environment what the task can look at besides its arguments; plain Java types
 * @param isStrict whether a value for a read-only property is a violation, instead of being left out
 */
public record Submission(
        String task,
        List<@Nullable Object> args,
        User user,
        @Nullable Long session,
        Map<String, @Nullable Object> environment,
        boolean isStrict) {

    /** A submission outside of any session. */
    public static Submission of(String task, List<@Nullable Object> args, User user) {
        return new Submission(task, args, user, null, Map.of(), false);
    }
}
