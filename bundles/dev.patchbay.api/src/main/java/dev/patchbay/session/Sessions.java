package dev.patchbay.session;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Asks every {@link dev.patchbay.session.spi.Authenticator}, highest service ranking first. Thread-safe. */
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
     * Makes a token by which a user is known for a while; gone when the node stops.
     *
     * @param lifeInMs how long it is good for, in milliseconds, 1 or more
     */
    String issue(User user, long lifeInMs);
}
