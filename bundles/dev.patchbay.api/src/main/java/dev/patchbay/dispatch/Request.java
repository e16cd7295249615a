package dev.patchbay.dispatch;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call, as a protocol hands it to the {@link Dispatcher}.
 *
 * @param name {@code namespace.method} of a provider, or the name of a task
 * @param params for a provider a {@code List} (by position), a {@code Map} (by name) or null (none); for a task its
 *     input; all of them plain Java types, see {@link Reply#result}
 * @param user who calls
 * @param connection where the call came in; null when it did not come over a connection
 * @param timeLimitInMs the longest the caller will wait for the answer, in milliseconds, waiting for a successor
 *     of a replaced component included; 0 for no limit of the caller's
 * @param attributes what the protocol knows about this call besides, as plain Java types; given to the plugin as it is
 * @param rules what is demanded of this call besides
 */
public record Request(
        String name,
        @Nullable Object params,
        User user,
        @Nullable Connection connection,
        long timeLimitInMs,
        Map<String, @Nullable Object> attributes,
        Set<Rule> rules) {

    public Request {
        rules = Set.copyOf(rules);
    }

    /** What a protocol may demand of a call, besides what everybody demands. */
    public enum Rule {
        /** Only somebody who signed in may call, unless the method is {@link dev.patchbay.rpc.spi.WithoutSignIn}. */
        SIGNED_IN,
        /** A value for a property that is read-only is a violation, instead of being left out. */
        STRICT,
        /** The stack trace of what a plugin threw is the failure's data, {@code {stacktrace: text}}; for callers who may see it. */
        TRACED
    }

    /** A call without rules of its own. */
    public Request(
            String name,
            @Nullable Object params,
            User user,
            @Nullable Connection connection,
            long timeLimitInMs,
            Map<String, @Nullable Object> attributes) {
        this(name, params, user, connection, timeLimitInMs, attributes, Set.of());
    }

    /** A call of which the protocol knows nothing besides. */
    public Request(
            String name, @Nullable Object params, User user, @Nullable Connection connection, long timeLimitInMs) {
        this(name, params, user, connection, timeLimitInMs, Map.of());
    }

    /** A call without a limit that did not come over a connection. */
    public static Request of(String name, @Nullable Object params, User user) {
        return new Request(name, params, user, null, 0);
    }
}
