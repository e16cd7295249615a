package dev.patchbay.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is.
 *
 * @param id unique and never reused; null for somebody who did not sign in
 * @param username what people call him; empty for somebody who did not sign in
 * @param roles what he may do; the role {@link #ADMIN} includes every other
 */
public record User(@Nullable String id, String username, Set<String> roles) {

    /** The role that includes every other. */
    public static final String ADMIN = "admin";

    /** Somebody who did not sign in. */
    public static final User ANONYMOUS = new User(null, "", Set.of());

    public User {
        roles = Set.copyOf(roles);
    }

    /** Whether he did not sign in. */
    public boolean isAnonymous() {
        return id == null;
    }

    /** Whether he has that role, directly or as administrator. */
    public boolean hasRole(String role) {
        return roles.contains(role) || roles.contains(ADMIN);
    }
}
