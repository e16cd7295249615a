package dev.patchbay.rpc;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import java.util.Optional;
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
}
