package dev.patchbay.room.internal;

import dev.patchbay.session.User;
import java.util.Set;

/** Users for tests. */
final class Users {

    static final User ALICE = user("alice");
    static final User BOB = user("bob");

    private Users() {}

    static User user(String name) {
        return new User("id-" + name, name, Set.of());
    }
}
