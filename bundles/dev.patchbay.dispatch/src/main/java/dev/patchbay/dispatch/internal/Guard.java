package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.RequiresUser;
import dev.patchbay.session.User;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of a caller; the one place where that is checked.
 *
 * @param roles what he must have, all of them
 * @param questions what must be answered with yes
 */
record Guard(Set<String> roles, List<Predicate<User>> questions) {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    Guard {
        roles = roles.isEmpty() ? Set.of() : roles; // asked at each call, mostly for nothing
    }

    /** What a component asks for: on its class, and in its service property. */
    static Guard of(Class<?> type, @Nullable Object property) {
        return new Guard(rolesIn(property), List.of()).and(type);
    }

    /** The roles in a service property: a string, an array or nothing. */
    static Set<String> rolesIn(@Nullable Object property) {
        if (property instanceof String[] roles) {
            return new TreeSet<>(Arrays.asList(roles));
        }
        return property == null ? Set.of() : Set.of(property.toString());
    }

    /** Besides all this what is asked for on a class or a method. */
    Guard and(AnnotatedElement element) {
        Set<String> allRoles = new TreeSet<>(roles);
        List<Predicate<User>> allQuestions = new ArrayList<>(questions);
        RequiresRole role = element.getAnnotation(RequiresRole.class);
        if (role != null) {
            allRoles.addAll(Arrays.asList(role.value()));
        }
        RequiresUser user = element.getAnnotation(RequiresUser.class);
        if (user != null) {
            allQuestions.add(question(user.value(), element));
        }
        return new Guard(allRoles, allQuestions);
    }

    /** Besides all this these roles. */
    Guard and(Set<String> more) {
        Set<String> allRoles = new TreeSet<>(roles);
        allRoles.addAll(more);
        return new Guard(allRoles, questions);
    }

    private static Predicate<User> question(Class<? extends Predicate<User>> type, AnnotatedElement element) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true); // the class need not be public
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Expected a constructor without parameters in " + type.getName() + ", which guards " + element
                            + ", got " + e,
                    e);
        }
    }

    /** @throws Binding.RefusedException when somebody must have signed in and nobody did */
    static void requireSignIn(Request request) throws Binding.RefusedException {
        if (request.rules().contains(Request.Rule.SIGNED_IN) && request.user().isAnonymous()) {
            throw refusal(request.user(), request.name(), "takes a user", "");
        }
    }

    /** @throws Binding.RefusedException when the user lacks a role, or a question is answered with no */
    void check(User user, String name) throws Binding.RefusedException {
        for (String role : roles) {
            if (!user.hasRole(role)) {
                throw refusal(
                        user, name, "takes the role '" + role + "'", "which " + user.username() + " does not have");
            }
        }
        for (Predicate<User> question : questions) {
            if (!says(question, user, name)) {
                throw refusal(user, name, "is not for everybody", "and not for " + user.username());
            }
        }
    }

    private static boolean says(Predicate<User> question, User user, String name) {
        try {
            return question.test(user);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} failed for '{}'; that counts as no", question, name, e);
            return false;
        }
    }

    private static Binding.RefusedException refusal(User user, String name, String rule, String lack) {
        return new Binding.RefusedException(
                user.isAnonymous()
                        ? Failure.of(
                                Failure.Kind.NOT_SIGNED_IN,
                                "'" + name + "' " + rule + " and nobody is signed in; sign in first")
                        : Failure.of(Failure.Kind.NOT_ALLOWED, "'" + name + "' " + rule + ", " + lack));
    }
}
