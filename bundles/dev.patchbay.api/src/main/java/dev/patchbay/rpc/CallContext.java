package dev.patchbay.rpc;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who called, and from where. Immutable; a provider method that declares a parameter of this type gets it from
 * the host, and the caller does not see that parameter.
 */
@ProviderType
public interface CallContext {

    /** The full name that was called: {@code namespace.method}, or the name of the task. */
    String name();

    /** Who called; never null, {@link User#ANONYMOUS} when nobody signed in. */
    User user();

    /** The connection the call came in on; empty for calls from the shell, from plugins, or from tests. */
    Optional<Connection> connection();

    /**
     * What the protocol knows about this call besides, as plain Java types: for zephserver's the whole request with
     * {@code task, data, room, session_id, date, cid, usersession, user, authorized}; otherwise empty. Untrusted where
     * the client sent it.
     */
    Map<String, @Nullable Object> attributes();
}
