package dev.patchbay.session.spi;

import dev.patchbay.session.User;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows some users by their passwords. Publish it as a service; the highest service ranking is asked first.
 *
 * <p>Called by several threads at once; may block.
 */
@ConsumerType
public interface PasswordAuthenticator {

    /**
     * Finds out who presents this password.
     *
     * @param username what the caller sent, untrusted
     * @param password likewise; takes as long for an unknown user as for a wrong password
     * @return empty when this authenticator does not know him, and the next one is asked; an exception is logged and
     *     counts as empty
     */
    Optional<User> authenticate(String username, String password);
}
