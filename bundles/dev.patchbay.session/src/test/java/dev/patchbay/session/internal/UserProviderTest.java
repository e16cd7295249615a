package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

public class UserProviderTest {

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private Path file;
    private UserStore store;
    private UserProvider users;

    @Before
    public void start() {
        file = home.getRoot().toPath().resolve("users.json");
        store = new UserStore(file, new PasswordHasher(1_000, 1, 10_000));
        users = new UserProvider(store);
    }

    private static void assertCode(int code, ThrowingRunnable call) {
        assertEquals(code, assertThrows(CallException.class, call).code());
    }

    @Test
    public void onlyAdministratorsMayAsk() {
        String[] roles = UserProvider.class.getAnnotation(RequiresRole.class).value();
        assertEquals(List.of(User.ADMIN), List.of(roles));
    }

    @Test
    public void whoWasAddedIsListed() throws Exception {
        UserProvider.UserView ann = users.add("ann", "long enough", List.of("editor", "editor"));
        UserProvider.UserView bob = users.add("bob", null, List.of());
        assertEquals(List.of(ann, bob), users.list());
        assertEquals(List.of("editor"), ann.roles());
        assertTrue(ann.hasPassword());
        assertFalse(bob.hasPassword());
        assertNotEquals(ann.id(), bob.id());
        assertEquals(
                ann.id(), store.authenticate("ann", "long enough").orElseThrow().id());
    }

    @Test
    public void aNameIsTakenOnce() throws Exception {
        users.add("ann", "long enough", List.of());
        assertCode(UserProvider.TAKEN, () -> users.add("ann", "another one", List.of(User.ADMIN)));
        assertTrue(store.authenticate("ann", "long enough").isPresent());
    }

    @Test
    public void whoComesAfterSomebodyRemovedIsSomebodyElse() throws Exception {
        String first = users.add("ann", null, List.of()).id();
        users.remove("ann");
        assertEquals(List.of(), users.list());
        assertNotEquals(first, users.add("ann", null, List.of()).id());
    }

    @Test
    public void theOldPasswordIsWorthNothing() throws Exception {
        users.add("ann", "long enough", List.of());
        users.setPassword("ann", "another one");
        assertFalse(store.authenticate("ann", "long enough").isPresent());
        assertTrue(store.authenticate("ann", "another one").isPresent());
    }

    @Test
    public void rolesAreReplaced() throws Exception {
        users.add("ann", "long enough", List.of("editor"));
        users.setRoles("ann", List.of("reader"));
        User ann = store.authenticate("ann", "long enough").orElseThrow();
        assertTrue(ann.hasRole("reader"));
        assertFalse(ann.hasRole("editor"));
    }

    @Test
    public void aTokenIsShownOnce() throws Exception {
        users.add("ann", null, List.of());
        UserProvider.NewToken made = users.addToken("ann", "ci");
        assertEquals(43, made.token().length());
        assertFalse(made.createdAt().isAfter(Instant.now()));
        assertEquals(
                List.of(new UserProvider.TokenView("ci", made.createdAt())),
                users.list().get(0).tokens());
        Object plain =
                JsonType.of(UserProvider.UserView.class).toPlain(users.list().get(0));
        assertFalse(plain.toString(), plain.toString().contains(made.token()));
    }

    @Test
    public void aLabelIsTakenOnceForEachUser() throws Exception {
        users.add("ann", null, List.of());
        users.add("bob", null, List.of());
        users.addToken("ann", "ci");
        users.addToken("bob", "ci");
        assertCode(UserProvider.TAKEN, () -> users.addToken("ann", "ci"));
    }

    @Test
    public void whoIsNotThereIsUnknownToEveryMethod() throws Exception {
        users.add("ann", null, List.of());
        assertCode(UserProvider.UNKNOWN, () -> users.remove("bob"));
        assertCode(UserProvider.UNKNOWN, () -> users.setRoles("bob", List.of()));
        assertCode(UserProvider.UNKNOWN, () -> users.setPassword("bob", "long enough"));
        assertCode(UserProvider.UNKNOWN, () -> users.addToken("bob", "ci"));
        assertCode(UserProvider.UNKNOWN, () -> users.removeToken("bob", "ci"));
        assertCode(UserProvider.UNKNOWN, () -> users.removeToken("ann", "ci"));
    }

    @Test
    public void aBrokenFileIsTheAnswerAndStaysAsItIs() throws Exception {
        Files.writeString(file, "{");
        CallException failure = assertThrows(CallException.class, () -> users.add("ann", null, List.of()));
        assertEquals(UserProvider.NOT_STORED, failure.code());
        assertTrue(failure.getMessage(), failure.getMessage().contains("line 1"));
        assertEquals("{", Files.readString(file));
    }

    private static boolean isName(String name) throws NoSuchMethodException {
        Parameter username = UserProvider.class.getMethod("add", String.class, String.class, List.class)
                .getParameters()[0];
        return JsonSchema.trusted(JsonType.of(String.class, username).schema())
                .check(name)
                .isEmpty();
    }

    @Test
    public void aNameIsOneThatABasicHeaderCanCarry() throws Exception {
        for (String name : List.of("ann", "Änn Öl", "ann@example.org", "日本", "x".repeat(128))) {
            assertTrue(name, isName(name));
        }
        for (String name : List.of("", "a:b", ":", "a\nb", "a\u0000", "a\u007f", "x".repeat(129))) {
            assertFalse(name, isName(name));
        }
    }
}
