package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows the tokens it was told and those it issued. */
final class FakeSessions implements Sessions {

    private final Map<String, User> users = new HashMap<>();

    void knows(String token, User user) {
        users.put(token, user);
    }

    @Override
    public Optional<User> userOf(String token) {
        if (token.equals("breaks")) {
            throw new IllegalStateException("The user store does not answer");
        }
        return Optional.ofNullable(users.get(token));
    }

    @Override
    public String issue(User user, long lifeInMs) {
        String token = "issued-to-" + user.id();
        knows(token, user);
        return token;
    }
}
