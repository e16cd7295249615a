package dev.patchbay.session;

import dev.patchbay.endpoint.Handshake;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks every {@link dev.patchbay.session.spi.Authenticator}, or every
 * {@link dev.patchbay.session.spi.PasswordAuthenticator}, highest service ranking first. Thread-safe.
 */
@ProviderType
public interface Sessions {

    /**
     * Finds out who presents this token. May block on a user store.
     *
     * @param token what the caller sent, untrusted
     * @return empty when nobody is known by it
     */
    Optional<User> userOf(String token);

    /**
     * Finds out who presents this password. May block on a user store, and takes some 100 ms of computing on purpose.
     *
     * @param username what the caller sent, untrusted
     * @param password likewise
     * @return empty when there is no such user or it is not his password
     */
    Optional<User> userOf(String username, String password);

    /**
     * Finds out who sent an upgrade request, by its header {@code Authorization}: {@code Bearer} with a token (RFC 6750)
     * or {@code Basic} with a user name and a password (RFC 7617). May block on a user store.
     *
     * @return empty when it has no such header, a malformed one, or nobody is known by it
     */
    Optional<User> userOf(Handshake handshake);

    /**
     * Makes a token by which a user is known for a while; gone when the node stops.
     *
     * @param lifeInMs how long it is good for, in milliseconds, 1 or more
     */
    String issue(User user, long lifeInMs);
}
