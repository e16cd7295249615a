package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UserStoreTest {

    private static final int FEW = 1_000;

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private Path file;
    private UserStore store;

    @Before
    public void start() {
        file = home.getRoot().toPath().resolve("data").resolve("users.json");
        store = store(FEW);
    }

    private UserStore store(int iterations) {
        return new UserStore(file, new PasswordHasher(iterations, 1, 10_000));
    }

    private void add(String username, String password, String... roles) throws Exception {
        PasswordHash hash = store.hash(password);
        store.change(users -> users.put(username, new Account("id-" + username, List.of(roles), hash, Map.of())));
    }

    private String problem() {
        return assertThrows(IOException.class, () -> store.change(Map::clear)).getMessage();
    }

    private static Optional<User> user(String username, String... roles) {
        return Optional.of(new User("id-" + username, username, Set.of(roles)));
    }

    @Test
    public void withoutAFileNobodyIsKnownAndNoneIsMade() {
        assertEquals(Optional.empty(), store.authenticate("ann", "secret"));
        assertFalse(Files.exists(file));
    }

    @Test
    public void usersAreKnownByTheirOwnPasswordOnly() throws Exception {
        add("ann", "hers", "editor");
        add("bob", "his");
        assertEquals(user("ann", "editor"), store.authenticate("ann", "hers"));
        assertEquals(user("bob"), store.authenticate("bob", "his"));
        assertEquals(Optional.empty(), store.authenticate("ann", "his"));
        assertEquals(Optional.empty(), store.authenticate("Ann", "hers"));
        assertEquals(Optional.empty(), store.authenticate("", "hers"));
    }

    @Test
    public void whoHasNoPasswordSignsInWithNone() throws Exception {
        store.change(users -> users.put("ann", new Account("1", List.of(), null, Map.of())));
        assertEquals(Optional.empty(), store.authenticate("ann", ""));
        assertEquals(Optional.empty(), store.authenticate("ann", "null"));
    }

    @Test
    public void anEndlessPasswordIsNotComputed() throws Exception {
        add("ann", "x".repeat(1_025));
        assertEquals(Optional.empty(), store.authenticate("ann", "x".repeat(1_025)));
    }

    @Test
    public void usersOutliveTheNode() throws Exception {
        add("ann", "hers", "editor");
        assertEquals(user("ann", "editor"), store(FEW).authenticate("ann", "hers"));
    }

    @Test
    public void onlyItsOwnerCanReadTheFile() throws Exception {
        add("ann", "hers");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(store.authenticate("ann", "hers").isPresent());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    public void theFileHoldsNeitherPasswordNorToken() throws Exception {
        add("ann", "hers-and-only-hers");
        String token = new UserProvider(store).addToken("ann", "ci").token();
        String text = Files.readString(file);
        assertFalse(text, text.contains("hers-and-only-hers"));
        assertFalse(text, text.contains(token));
    }

    @Test
    public void aFileChangedByHandIsReadAgain() throws Exception {
        add("ann", "hers", "editor");
        Files.writeString(file, Files.readString(file).replace("editor", "writer"));
        assertEquals(user("ann", "writer"), store.authenticate("ann", "hers"));
        Files.delete(file);
        assertEquals(Optional.empty(), store.authenticate("ann", "hers"));
    }

    @Test
    public void anEditThatPutsTheOldTimeBackIsSeen() throws Exception {
        add("ann", "hers", "editor");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Files.readString(file).replace("editor", "writer"));
        Files.setLastModifiedTime(file, time);
        assertEquals(user("ann", "writer"), store.authenticate("ann", "hers"));
    }

    @Test
    public void whatWasChangedByHandMeanwhileIsKept() throws Exception {
        add("ann", "hers", "editor");
        Files.writeString(file, Files.readString(file).replace("editor", "writer"));
        add("bob", "his");
        assertEquals(user("ann", "writer"), store.authenticate("ann", "hers"));
        assertTrue(Files.readString(file).contains("writer"));
    }

    @Test
    public void aBrokenFileChangesNothingAndIsNotOverwritten() throws Exception {
        add("ann", "hers");
        String good = Files.readString(file);
        String broken = good.substring(0, good.length() / 2);
        Files.writeString(file, broken);
        assertEquals(user("ann"), store.authenticate("ann", "hers"));
        assertTrue(problem(), problem().startsWith(file + ": Expected"));
        assertTrue(problem(), problem().contains("at line "));
        assertEquals(broken, Files.readString(file));
        Files.writeString(file, good);
        add("bob", "his");
        assertEquals(user("bob"), store.authenticate("bob", "his"));
    }

    @Test
    public void aBrokenFileAtTheStartLetsNobodyInAndIsKept() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"users\": {");
        store = store(FEW);
        assertEquals(Optional.empty(), store.authenticate("ann", "hers"));
        assertTrue(problem(), problem().contains("line 1, column "));
        assertEquals("{\"users\": {", Files.readString(file));
    }

    @Test
    public void theErrorNamesThePlaceOfWhatDoesNotFit() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {
                  "users": {
                    "ann": {
                      "id": "1",
                      "roles": ["editor", 5]
                    }
                  }
                }
                """);
        assertTrue(problem(), problem().contains("at line 5, column 7, key users.ann.roles.1"));
        Files.writeString(file, "{\n \"users\": {\n  \"ann\": {\"roles\": []}}}");
        assertTrue(problem(), problem().contains("at line 3, column 3, key users.ann"));
        Files.writeString(file, "{\"users\": {\n\"a/b\": {\"id\": \"1\",\n \"nickname\": \"x\"}}}");
        assertTrue(problem(), problem().contains("at line 3, column 2, key users.a/b.nickname"));
        Files.writeString(
                file,
                "{\"users\": {\n \"ann\": {\"id\": \"1\", \"tokens\": {\"ci\":"
                        + " {\"createdAt\": \"2026-01-01T00:00:00Z\", \"sha256\": \"short\"}}}}}");
        assertTrue(problem(), problem().contains("at line 2, column 2, key users.ann"));
        Files.writeString(file, "[]");
        assertTrue(problem(), problem().contains("Expected an object 'users'"));
        Files.writeString(file, "{\"users\": {\n \"ann\": null}}");
        assertTrue(problem(), problem().contains("at line 2, column 2, key users.ann"));
    }

    @Test
    public void aPasswordOfAnEarlierTimeIsStrengthenedWhenItIsUsed() throws Exception {
        add("ann", "hers", "editor");
        store = store(2 * FEW);
        assertEquals(Optional.empty(), store.authenticate("ann", "wrong"));
        assertEquals(FEW, store.current().highestIterations());
        assertEquals(user("ann", "editor"), store.authenticate("ann", "hers"));
        assertEquals(2 * FEW, store.current().highestIterations());
        assertEquals(2 * FEW, store(FEW).current().highestIterations());
        assertEquals(user("ann", "editor"), store.authenticate("ann", "hers"));
    }

    @Test
    public void aPasswordIsNeverWeakened() throws Exception {
        store = store(2 * FEW);
        add("ann", "hers");
        store = store(FEW);
        assertTrue(store.authenticate("ann", "hers").isPresent());
        assertEquals(2 * FEW, store.current().highestIterations());
    }

    @Test
    public void aFileThatCannotBeWrittenChangesNothing() throws Exception {
        add("ann", "hers");
        Files.createDirectories(file.resolveSibling("users.json.new").resolve("in-the-way"));
        PasswordHash hash = store.hash("his");
        assertThrows(
                IOException.class,
                () -> store.change(users -> users.put("bob", new Account("2", List.of(), hash, Map.of()))));
        assertEquals(Optional.empty(), store.authenticate("bob", "his"));
        assertTrue(store.authenticate("ann", "hers").isPresent());
    }

    @Test
    public void whatACrashLeftBehindIsNotInTheWay() throws Exception {
        add("ann", "hers");
        Files.writeString(file.resolveSibling("users.json.new"), "{\"us");
        add("bob", "his");
        assertTrue(store.authenticate("bob", "his").isPresent());
        assertFalse(Files.exists(file.resolveSibling("users.json.new")));
    }

    @Test
    public void aRefusedChangeChangesNothing() throws Exception {
        add("ann", "hers");
        Object before = store.current().accounts();
        assertThrows(
                CallException.class,
                () -> store.change(users -> {
                    users.clear();
                    throw new CallException(1, "no");
                }));
        assertEquals(before, store.current().accounts());
    }

    @Test
    public void changesAtOneTimeAllArrive() {
        CompletableFuture<?>[] changes = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> addQuietly("user" + i)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(changes).join();
        assertEquals(40, store.current().accounts().size());
        assertEquals(40, store(FEW).current().accounts().size());
    }

    private void addQuietly(String username) {
        try {
            store.change(users -> users.put(username, new Account("id-" + username, List.of(), null, Map.of())));
        } catch (IOException | CallException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void anApiTokenIsKnownUntilItIsRemoved() throws Exception {
        add("ann", "hers", "editor");
        UserProvider users = new UserProvider(store);
        String first = users.addToken("ann", "laptop").token();
        String second = users.addToken("ann", "ci").token();
        assertNotEquals(first, second);
        assertEquals(user("ann", "editor"), store.authenticate(first));
        assertEquals(user("ann", "editor"), store(FEW).authenticate(second));
        users.removeToken("ann", "laptop");
        assertEquals(Optional.empty(), store.authenticate(first));
        assertEquals(user("ann", "editor"), store.authenticate(second));
        users.remove("ann");
        assertEquals(Optional.empty(), store.authenticate(second));
    }

    @Test
    public void neighboursOfATokenAreUnknown() throws Exception {
        add("ann", "hers");
        String token = new UserProvider(store).addToken("ann", "ci").token();
        char last = token.charAt(42) == 'A' ? 'B' : 'A';
        for (String wrong : List.of("", token + "=", token.substring(1), token.substring(0, 42) + last)) {
            assertEquals(wrong, Optional.empty(), store.authenticate(wrong));
        }
        String digest = Sha256.of(token);
        assertEquals("what is stored opens nothing", Optional.empty(), store.authenticate(digest));
    }
}
