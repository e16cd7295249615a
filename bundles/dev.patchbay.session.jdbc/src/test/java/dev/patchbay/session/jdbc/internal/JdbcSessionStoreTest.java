package dev.patchbay.session.jdbc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.jdbc.DataSourceFactory;

public class JdbcSessionStoreTest {

    private static final User ANN = new User("1", "ann", Set.of("editor", "reader"));
    private static final User BOB = new User("2", "bob", Set.of());
    private static final Optional<User> NOBODY = Optional.empty();

    private final TemporaryFolder folder = new TemporaryFolder();
    private final TestNode node = new TestNode(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(node);

    private ServiceRegistration<DataSourceFactory> driver;
    private String memory;

    @Before
    public void installTheDriver() {
        driver = node.installH2();
        memory = "jdbc:h2:mem:" + folder.getRoot().getName() + ";DB_CLOSE_DELAY=-1";
    }

    private JdbcSessionStore inMemory() throws Exception {
        return node.store(new Settings().url(memory));
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(memory, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    // the default table

    @Test
    public void aSessionIsItsUsers() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        store.put("def", BOB, 1_000_000L);
        assertEquals(Optional.of(ANN), store.find("abc"));
        assertEquals(Optional.of(BOB), store.find("def"));
    }

    @Test
    public void anyOtherKeyIsNobodys() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        for (String key : List.of("", "ab", "abcd", "ABC", "1", "ann", "' OR '1'='1", "%", "abc\0", "x".repeat(256))) {
            assertEquals(key, NOBODY, store.find(key));
        }
    }

    @Test
    public void aSessionThatIsOverIsNobodysAndGoesWithTheNext() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, 1L);
        Awaitility.await().until(() -> store.find("abc").isEmpty());
        store.put("def", BOB, null);
        assertFalse("it was taken away", store.remove("abc"));
        assertTrue(store.remove("def"));
    }

    @Test
    public void aSessionIsPutInPlaceOfTheOneBefore() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        store.put("abc", BOB, null);
        assertEquals(Optional.of(BOB), store.find("abc"));
    }

    @Test
    public void whatWasRemovedIsNobodys() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        assertTrue(store.remove("abc"));
        assertEquals(NOBODY, store.find("abc"));
        assertFalse(store.remove("abc"));
    }

    @Test
    public void sessionsInTheNodesOwnFileOutliveIt() throws Exception {
        JdbcSessionStore store = node.store(new Settings());
        store.put("abc", ANN, null);
        node.close(store);
        assertEquals(Optional.of(ANN), node.store(new Settings()).find("abc"));
        Path file = folder.getRoot().toPath().resolve("data").resolve("sessions.mv.db");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    public void manyMayAskAtOnce() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        CompletableFuture<?>[] questions = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 100; n++) {
                        assertEquals(Optional.of(ANN), find(store, "abc"));
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(questions).get(30, TimeUnit.SECONDS);
    }

    private static Optional<User> find(JdbcSessionStore store, String key) {
        try {
            return store.find(key);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    // a table of somebody else's

    @Test
    public void aFrameworksTableServes() throws Exception {
        sql(
                "CREATE TABLE login (token VARCHAR(40), person INT, nick VARCHAR(20), rights VARCHAR(20), until TIMESTAMP)",
                "INSERT INTO login VALUES ('a', 7, 'ann', 'x, y  z', DATEADD(HOUR, 1, CURRENT_TIMESTAMP))",
                "INSERT INTO login VALUES ('b', 8, 'bob', NULL, NULL)",
                "INSERT INTO login VALUES ('c', 9, 'cid', '', DATEADD(HOUR, -1, CURRENT_TIMESTAMP))",
                "INSERT INTO login VALUES ('d', NULL, NULL, 'x', NULL)");
        Settings settings = new Settings().url(memory);
        settings.query = "SELECT person AS user_id, nick AS username, rights AS roles, until AS expires_at"
                + " FROM login WHERE token = ?";
        JdbcSessionStore store = node.store(settings);
        assertEquals(Optional.of(new User("7", "ann", Set.of("x", "y", "z"))), store.find("a"));
        assertEquals(Optional.of(new User("8", "bob", Set.of())), store.find("b"));
        assertEquals("it is over", NOBODY, store.find("c"));
        assertEquals("nobody signed in to it", NOBODY, store.find("d"));
    }

    @Test
    public void twoColumnsAreEnough() throws Exception {
        sql("CREATE TABLE login (token VARCHAR(40), id INT)", "INSERT INTO login VALUES ('a', 7)");
        Settings settings = new Settings().url(memory);
        settings.query = "SELECT id AS \"user_id\", 'ann' AS \"UserName\" FROM login WHERE token = ?";
        assertEquals(
                Optional.of(new User("7", "ann", Set.of())),
                node.store(settings).find("a"));
    }

    @Test
    public void somebodyElsesDatabaseGetsNoTable() throws Exception {
        Settings settings = new Settings().url(memory);
        settings.query = "SELECT 1 AS user_id, 'ann' AS username WHERE ? = 'a'";
        JdbcSessionStore store = node.store(settings);
        assertTrue(store.find("a").isPresent());
        assertThrows(SQLException.class, () -> sql("SELECT * FROM patchbay_session"));
        SessionStoreProvider provider = new SessionStoreProvider(store);
        CallException failure = assertThrows(CallException.class, () -> provider.remove("a"));
        assertEquals(SessionStoreProvider.NOT_OWN, failure.code());
    }

    @Test
    public void aQueryThatIsWrongIsSaidWithEachQuestion() throws Exception {
        Settings settings = new Settings().url(memory);
        settings.query = "SELECT nothing FROM nowhere WHERE x = ?";
        JdbcSessionStore store = node.store(settings);
        assertThrows(SQLException.class, () -> store.find("a"));
        assertThrows(SQLException.class, () -> store.find("a"));
    }

    // faults

    private Server server(int port) throws SQLException {
        return Server.createTcpServer(
                        "-tcpPort",
                        String.valueOf(port),
                        "-ifNotExists",
                        "-baseDir",
                        folder.getRoot().getPath())
                .start();
    }

    private static Settings over(Server server) {
        return new Settings().url("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./remote");
    }

    @Test
    public void aDatabaseThatWasStartedAnewBetweenTwoQuestionsIsNotNoticed() throws Exception {
        Server server = server(0);
        JdbcSessionStore store = node.store(over(server));
        store.put("abc", ANN, null);
        server.stop();
        Server again = server(server.getPort());
        try {
            assertEquals(Optional.of(ANN), store.find("abc"));
        } finally {
            again.stop();
        }
    }

    @Test
    public void aDatabaseThatIsGoneIsAFailureUntilItIsBack() throws Exception {
        Server server = server(0);
        JdbcSessionStore store = node.store(over(server));
        store.put("abc", ANN, null);
        server.stop();
        assertThrows(SQLException.class, () -> store.find("abc"));
        assertThrows(SQLException.class, () -> store.find("abc"));
        Server again = server(server.getPort());
        try {
            assertEquals(Optional.of(ANN), store.find("abc"));
        } finally {
            again.stop();
        }
    }

    @Test
    public void aDatabaseThatTakesConnectionsAndStaysSilentKeepsNobodyWaiting() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Settings settings = new Settings().url("jdbc:h2:tcp://127.0.0.1:" + silent.getLocalPort() + "/x");
            settings.timeoutInMs = 200;
            JdbcSessionStore store = node.store(settings);
            for (int i = 0; i < 6; i++) { // more than there are threads
                long start = System.nanoTime();
                assertThrows(SQLException.class, () -> store.find("abc"));
                long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                assertTrue(tookInMs + " ms", tookInMs < 5_000);
            }
        }
    }

    @Test
    public void aQueryThatTakesTooLongKeepsNobodyWaiting() throws Exception {
        Settings settings = new Settings().url(memory);
        settings.query = "SELECT COUNT(*) AS user_id, 'ann' AS username FROM SYSTEM_RANGE(1, 1000000) a,"
                + " SYSTEM_RANGE(1, 1000000) b WHERE MOD(a.x * b.x, 7) = 8 AND ? = 'a'";
        settings.timeoutInMs = 100;
        JdbcSessionStore store = node.store(settings);
        assertThrows(SQLTimeoutException.class, () -> store.find("a"));
    }

    @Test
    public void withoutItsDriverItFailsUntilThatComes() throws Exception {
        driver.unregister();
        JdbcSessionStore store = inMemory();
        SQLException failure = assertThrows(SQLException.class, () -> store.find("abc"));
        assertTrue(failure.getMessage(), failure.getMessage().contains("org.h2.Driver"));
        driver = node.installH2();
        assertEquals(NOBODY, store.find("abc"));
    }

    @Test
    public void connectionsOfADriverThatLeftAreNotUsed() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        driver.unregister();
        assertThrows(SQLException.class, () -> store.find("abc"));
        ServiceRegistration<DataSourceFactory> successor = node.installH2();
        assertEquals(Optional.of(ANN), store.find("abc"));
        successor.unregister();
    }

    @Test
    public void aNeighbouringDriverIsNotTaken() throws Exception {
        Settings settings = new Settings().url(memory);
        settings.driver = "org.postgresql.Driver";
        JdbcSessionStore store = node.store(settings);
        assertThrows(SQLException.class, () -> store.find("abc"));
    }

    @Test
    public void aPasswordComesFromItsFile() throws Exception {
        sql("CREATE USER keeper PASSWORD 'secret' ADMIN", "ALTER USER sa SET PASSWORD 'changed'");
        Path file = Files.writeString(folder.getRoot().toPath().resolve("password"), "changed\n");
        Settings settings = new Settings().url(memory);
        settings.passwordPath = file.toString();
        assertEquals(NOBODY, node.store(settings).find("abc"));
        Files.writeString(file, "wrong\n");
        JdbcSessionStore store = node.store(settings);
        assertThrows(SQLException.class, () -> store.find("abc"));
        Files.delete(file);
        assertThrows(NoSuchFileException.class, () -> node.store(settings));
    }

    // the database service and the provider

    @Test
    public void aResetConnectsAnew() throws Exception {
        String once = memory.replace(";DB_CLOSE_DELAY=-1", "");
        JdbcSessionStore store = node.store(new Settings().url(once));
        DbService service = new DbService(store);
        store.put("abc", ANN, null);
        assertEquals(Optional.of(ANN), store.find("abc"));
        service.reset(); // the last connection of such a database takes it along
        assertEquals(NOBODY, store.find("abc"));
    }

    @Test
    public void theDatabaseServiceGivesConnectionsOfOnesOwn() throws Exception {
        JdbcSessionStore store = inMemory();
        store.put("abc", ANN, null);
        DbService service = new DbService(store);
        try (Connection connection = service.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            service.reset();
            statement.executeUpdate("DELETE FROM patchbay_session");
        }
        assertEquals(NOBODY, store.find("abc"));
    }

    @Test
    public void theProviderPutsAndRemoves() throws Exception {
        JdbcSessionStore store = inMemory();
        SessionStoreProvider provider = new SessionStoreProvider(store);
        provider.put("abc", "1", "ann", List.of("editor", "reader"), null);
        assertEquals(Optional.of(ANN), store.find("abc"));
        assertTrue(provider.remove("abc"));
        assertFalse(provider.remove("abc"));
        for (String role : List.of("", "a b", "a,b")) {
            CallException failure =
                    assertThrows(CallException.class, () -> provider.put("abc", "1", "ann", List.of(role), null));
            assertEquals(SessionStoreProvider.INVALID, failure.code());
        }
        assertEquals(NOBODY, store.find("abc"));
    }

    @Test
    public void noThreadIsLeftBehind() throws Exception {
        JdbcSessionStore store = inMemory();
        store.find("abc");
        node.close(store);
        assertThrows(SQLException.class, () -> store.find("abc"));
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("patchbay-session-db-")));
    }
}
