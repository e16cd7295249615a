package dev.patchbay.session.spi;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds out who is behind a message, for protocols that ask anew with each.
 *
 * <p>Replaceable: the one with the highest service ranking is asked, or the one a protocol's settings name by its
 * {@link dev.patchbay.naming.OriginalId}.
 */
@ConsumerType
public interface SessionManager {

    /**
     * Who is behind it. Called on a thread of that connection, one message at a time; may block.
     *
     * @param connection where the message came in
     * @param sessionId the session id the message itself carries, untrusted; null for none
     * @return empty for somebody who did not sign in; an exception is logged and counts as empty, the connection stays
     */
    Optional<User> currentUser(Connection connection, @Nullable String sessionId);
}
