package dev.patchbay.session.internal;

import dev.patchbay.session.User;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users at one moment. Immutable. */
final class Users {

    static final Users NONE = new Users(Map.of());

    private final Map<String, Account> accounts;
    private final Map<String, User> byDigest = new HashMap<>();
    private final int highestIterations;

    Users(Map<String, Account> accounts) {
        this.accounts = new LinkedHashMap<>(accounts);
        accounts.forEach((username, account) ->
                account.tokens().values().forEach(token -> byDigest.put(token.sha256(), account.named(username))));
        this.highestIterations = accounts.values().stream()
                .mapToInt(account -> iterations(account.password()))
                .max()
                .orElse(0);
    }

    private static int iterations(@Nullable PasswordHash password) {
        return password == null ? 0 : password.iterations();
    }

    /** By user name; a copy. */
    Map<String, Account> accounts() {
        return new LinkedHashMap<>(accounts);
    }

    @Nullable
    Account account(String username) {
        return accounts.get(username);
    }

    Optional<User> ofToken(String token) {
        return Optional.ofNullable(byDigest.get(Sha256.of(token)));
    }

    /** The dearest password among them; 0 when nobody has one. */
    int highestIterations() {
        return highestIterations;
    }
}
