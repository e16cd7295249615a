package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.Handshake;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import java.util.Optional;
import java.util.Set;

/** Knows root, an administrator, and zoe, who is none; the password of both is {@code secret}. */
final class FakeSessions implements Sessions {

    static final User ROOT = new User("0", "root", Set.of(User.ADMIN));
    static final User ZOE = new User("7", "zoe", Set.of("lab"));

    @Override
    public Optional<User> userOf(String username, String password) {
        if (username.equals("breaks")) {
            throw new IllegalStateException("The user store does not answer");
        }
        Optional<User> user = username.equals("root")
                ? Optional.of(ROOT)
                : username.equals("zoe") ? Optional.of(ZOE) : Optional.empty();
        return user.filter(any -> password.equals("secret"));
    }

    @Override
    public Optional<User> userOf(String token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<User> userOf(Handshake handshake) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String issue(User user, long lifeInMs) {
        throw new UnsupportedOperationException();
    }
}
