package dev.patchbay.itests.plugin;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionManager;
import java.util.Optional;
import java.util.Set;

/** Takes the session id for the user's name. */
public final class StrangeSessions implements SessionManager {

    @Override
    public Optional<User> currentUser(Connection connection, String sessionId) {
        return Optional.of(new User("strange", "strange " + sessionId, Set.of()));
    }
}
