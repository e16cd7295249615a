package dev.patchbay.session.spi;

import dev.patchbay.session.User;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows some users by their tokens. Publish it as a service; the highest service ranking is asked first.
 *
 * <p>Called on the thread of the connection that signs in, by several threads at once; may block.
 */
@ConsumerType
public interface Authenticator {

    /**
     * Finds out who presents this token.
     *
     * @param token what the caller sent, untrusted; compare in constant time
     * @return empty when this authenticator does not know it, and the next one is asked; an exception is logged and
     *     counts as empty
     */
    Optional<User> authenticate(String token);
}
