package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.Set;
import org.junit.Test;

public class GatekeeperTest {

    private static final Set<String> ROLES = Set.of("reader", "writer");

    private static Failure refusal(User user) {
        return assertThrows(Binding.RefusedException.class, () -> Gatekeeper.check(ROLES, user, "door"))
                .failure();
    }

    @Test
    public void withoutRolesAnybodyPasses() throws Exception {
        Gatekeeper.check(Set.of(), User.ANONYMOUS, "door");
    }

    @Test
    public void allRolesAreNeeded() throws Exception {
        Gatekeeper.check(ROLES, new User("1", "bob", ROLES), "door");
        Failure failure = refusal(new User("2", "eve", Set.of("reader", "writers")));
        assertEquals(Failure.Kind.NOT_ALLOWED, failure.kind());
        assertEquals("'door' takes the role 'writer', which eve does not have", failure.message());
    }

    @Test
    public void theAdministratorHasEveryRole() throws Exception {
        Gatekeeper.check(ROLES, new User("1", "root", Set.of(User.ADMIN)), "door");
    }

    @Test
    public void whoIsNotSignedInIsToldToSignIn() {
        Failure failure = refusal(User.ANONYMOUS);
        assertEquals(Failure.Kind.NOT_SIGNED_IN, failure.kind());
        assertTrue(failure.message(), failure.message().endsWith("sign in first"));
    }

    @Test
    public void rolesComeAsStringAsArrayOrNotAtAll() {
        assertEquals(Set.of(), Gatekeeper.rolesIn(null));
        assertEquals(Set.of("a"), Gatekeeper.rolesIn("a"));
        assertEquals(Set.of("a", "b"), Gatekeeper.rolesIn(new String[] {"a", "b"}));
        assertEquals(Set.of("a"), Gatekeeper.rolesIn(new String[] {"a", "a"}));
    }

    @RequiresRole({"operator", "keeper"})
    private static final class Guarded {}

    @Test
    public void theRolesOfAClassAndOfItsPropertyHoldTogether() {
        assertEquals(Set.of("operator", "keeper", "extra"), Gatekeeper.rolesOf(Guarded.class, "extra"));
        assertEquals(Set.of(), Gatekeeper.rolesOf(Object.class, null));
    }
}
