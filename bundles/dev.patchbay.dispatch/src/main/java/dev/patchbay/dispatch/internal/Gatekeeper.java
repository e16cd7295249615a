package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The one place where roles are checked. */
final class Gatekeeper {

    private Gatekeeper() {}

    /** @throws Binding.RefusedException when the user lacks one of the roles */
    static void check(Set<String> roles, User user, String name) throws Binding.RefusedException {
        for (String role : roles) {
            if (!user.hasRole(role)) {
                throw new Binding.RefusedException(refusal(role, user, name));
            }
        }
    }

    private static Failure refusal(String role, User user, String name) {
        return user.isAnonymous()
                ? Failure.of(
                        Failure.Kind.NOT_SIGNED_IN,
                        "'" + name + "' takes the role '" + role + "' and nobody is signed in; sign in first")
                : Failure.of(
                        Failure.Kind.NOT_ALLOWED,
                        "'" + name + "' takes the role '" + role + "', which " + user.username() + " does not have");
    }

    /** The roles a component asks for: those on its class, and those in its service property. */
    static Set<String> rolesOf(Class<?> type, @Nullable Object property) {
        Set<String> roles = new TreeSet<>(rolesIn(property));
        RequiresRole required = type.getAnnotation(RequiresRole.class);
        if (required != null) {
            roles.addAll(Arrays.asList(required.value()));
        }
        return roles;
    }

    /** The roles in a service property: a string, an array or nothing. */
    static Set<String> rolesIn(@Nullable Object property) {
        if (property instanceof String[] roles) {
            return new TreeSet<>(Arrays.asList(roles));
        }
        return property == null ? Set.of() : Set.of(property.toString());
    }
}
