package dev.patchbay.session.internal;

import dev.patchbay.schema.Default;
import dev.patchbay.schema.Length;
import dev.patchbay.session.User;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as {@code data/users.json} has him. Immutable.
 *
 * @param id never another user's
 * @param roles what he may do
 * @param password null when he cannot sign in with one
 * @param tokens by label
 */
record Account(
        @Length(min = 1) String id,
        @Default("[]") List<String> roles,
        @Nullable PasswordHash password,
        @Default("{}") Map<String, ApiToken> tokens) {

    Account {
        roles = List.copyOf(roles);
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }

    User named(String username) {
        return new User(id, username, Set.copyOf(roles));
    }

    Account withPassword(PasswordHash changed) {
        return new Account(id, roles, changed, tokens);
    }

    Account withRoles(List<String> changed) {
        return new Account(id, changed, password, tokens);
    }

    Account withTokens(Map<String, ApiToken> changed) {
        return new Account(id, roles, password, changed);
    }
}
