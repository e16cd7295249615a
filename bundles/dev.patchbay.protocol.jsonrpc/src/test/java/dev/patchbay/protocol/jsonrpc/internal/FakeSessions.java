package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.endpoint.Handshake;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows the tokens, passwords and headers it was told, and the tokens it issued. */
final class FakeSessions implements Sessions {

    private final Map<String, User> users = new HashMap<>();

    void knows(String token, User user) {
        users.put(token, user);
    }

    void knowsPassword(String password, User user) {
        users.put(user.username() + ":" + password, user);
    }

    @Override
    public Optional<User> userOf(String token) {
        if (token.equals("breaks")) {
            throw new IllegalStateException("The user store does not answer");
        }
        return Optional.ofNullable(users.get(token));
    }

    @Override
    public Optional<User> userOf(String username, String password) {
        return userOf(username + ":" + password);
    }

    @Override
    public Optional<User> userOf(Handshake handshake) {
        return handshake.header("Authorization").flatMap(this::userOf);
    }

    @Override
    public String issue(User user, long lifeInMs) {
        String token = "issued-to-" + user.id();
        knows(token, user);
        return token;
    }
}
