package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.RequiresUser;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.Test;

public class GuardTest {

    private static final Set<String> ROLES = Set.of("reader", "writer");

    private static Guard guard(Set<String> roles) {
        return new Guard(roles, List.of());
    }

    private static Failure refusal(User user) {
        return assertThrows(Binding.RefusedException.class, () -> guard(ROLES).check(user, "door"))
                .failure();
    }

    @Test
    public void withoutRolesAnybodyPasses() throws Exception {
        guard(Set.of()).check(User.ANONYMOUS, "door");
    }

    @Test
    public void allRolesAreNeeded() throws Exception {
        guard(ROLES).check(new User("1", "bob", ROLES), "door");
        Failure failure = refusal(new User("2", "eve", Set.of("reader", "writers")));
        assertEquals(Failure.Kind.NOT_ALLOWED, failure.kind());
        assertEquals("'door' takes the role 'writer', which eve does not have", failure.message());
    }

    @Test
    public void theAdministratorHasEveryRole() throws Exception {
        guard(ROLES).check(new User("1", "root", Set.of(User.ADMIN)), "door");
    }

    @Test
    public void whoIsNotSignedInIsToldToSignIn() {
        Failure failure = refusal(User.ANONYMOUS);
        assertEquals(Failure.Kind.NOT_SIGNED_IN, failure.kind());
        assertTrue(failure.message(), failure.message().endsWith("sign in first"));
    }

    @Test
    public void rolesComeAsStringAsArrayOrNotAtAll() {
        assertEquals(Set.of(), Guard.rolesIn(null));
        assertEquals(Set.of("a"), Guard.rolesIn("a"));
        assertEquals(Set.of("a", "b"), Guard.rolesIn(new String[] {"a", "b"}));
        assertEquals(Set.of("a"), Guard.rolesIn(new String[] {"a", "a"}));
    }

    @RequiresRole({"operator", "keeper"})
    private static final class Guarded {}

    @Test
    public void theRolesOfAClassAndOfItsPropertyHoldTogether() {
        assertEquals(
                Set.of("operator", "keeper", "extra"),
                Guard.of(Guarded.class, "extra").roles());
        assertEquals(Set.of(), Guard.of(Object.class, null).roles());
    }

    private static final class IsAlice implements Predicate<User> {

        @Override
        public boolean test(User user) {
            if (user.username().equals("mallory")) {
                throw new IllegalStateException("do not know");
            }
            return user.username().equals("alice");
        }
    }

    @RequiresUser(IsAlice.class)
    private static final class AliceOnly {}

    @Test
    public void thePredicateDecidesAndItsFailureIsNo() throws Exception {
        Guard guard = Guard.of(AliceOnly.class, null);
        guard.check(new User("1", "alice", Set.of()), "door");
        for (String other : List.of("bob", "mallory")) {
            Failure failure = assertThrows(
                            Binding.RefusedException.class,
                            () -> guard.check(new User("2", other, Set.of(User.ADMIN)), "door"))
                    .failure();
            assertEquals(Failure.Kind.NOT_ALLOWED, failure.kind());
            assertEquals("'door' is not for everybody, and not for " + other, failure.message());
        }
    }

    private abstract static class NotToBeMade implements Predicate<User> {}

    @RequiresUser(NotToBeMade.class)
    private static final class Misguarded {}

    @Test
    public void aPredicateThatCannotBeMadeIsSaid() {
        String message = assertThrows(IllegalArgumentException.class, () -> Guard.of(Misguarded.class, null))
                .getMessage();
        assertTrue(message, message.contains("NotToBeMade") && message.contains("Misguarded"));
    }
}
