package dev.patchbay.session.spi;

import dev.patchbay.session.User;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows the sessions of another system, such as a web framework's table of them. Publish it as a service; the highest
 * service ranking is asked first.
 */
@ConsumerType
public interface SessionStore {

    /**
     * Who is behind a session. May block; called by several threads at once.
     *
     * @param key the session's key, untrusted
     * @return empty when there is no such session, it has expired, or nobody signed in to it
     * @throws Exception when the store cannot be asked, after it has tried once more; logged, and counts as empty
     */
    Optional<User> find(String key) throws Exception;
}
