package dev.patchbay.datastore.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.datastore.testing.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

public class ServerDatabaseTest {

    private static final TemporaryFolder FILES = new TemporaryFolder();
    private static final PostgresServer SERVER = new PostgresServer(FILES);

    @ClassRule
    public static final RuleChain SERVER_RULES = RuleChain.outerRule(FILES).around(SERVER);

    private final TemporaryFolder folder = new TemporaryFolder();
    private final TestNode node = new TestNode(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(node);

    private static Settings settings(String dsn) {
        Settings settings = Settings.of("postgresql", dsn);
        settings.connectTimeoutInMs = 1_000;
        settings.answerTimeoutInMs = 1_000;
        return settings;
    }

    private static int one(NodeDatabase database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static SQLException failsSoon(ThrowingRunnable work) {
        long start = System.nanoTime();
        SQLException failure = assertThrows(SQLException.class, work);
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(tookInMs + " ms", tookInMs < 10_000);
        return failure;
    }

    @Test
    public void aServerServes() throws Exception {
        assertEquals(1, one(node.database(settings(SERVER.dsn()))));
    }

    @Test
    public void aServerThatIsNotThereIsSaidAtOnce() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        NodeDatabase database = node.database(settings("postgresql://ann:secret@127.0.0.1:" + free + "/x"));
        SQLException failure = failsSoon(database::getConnection);
        assertTrue(failure.getMessage(), failure.getMessage().contains("127.0.0.1:" + free + "/x"));
    }

    @Test
    public void aServerThatTakesConnectionsAndStaysSilentKeepsNobodyWaiting() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            NodeDatabase database =
                    node.database(settings("postgresql://ann@127.0.0.1:" + silent.getLocalPort() + "/x"));
            failsSoon(database::getConnection);
        }
    }

    @Test
    public void aServerThatFallsSilentKeepsNobodyWaitingAndIsUsedAgain() throws Exception {
        NodeDatabase database = node.database(settings(SERVER.dsn()));
        assertEquals(1, one(database));
        SERVER.signal("STOP");
        try {
            failsSoon(() -> one(database));
            failsSoon(() -> one(database));
        } finally {
            SERVER.signal("CONT");
        }
        Awaitility.await().ignoreExceptions().until(() -> one(database) == 1);
    }

    @Test
    public void aServerThatWasStartedAnewIsUsedAgain() throws Exception {
        NodeDatabase database = node.database(settings(SERVER.dsn()));
        assertEquals(1, one(database));
        SERVER.stop();
        failsSoon(() -> one(database));
        SERVER.start();
        Awaitility.await().ignoreExceptions().until(() -> one(database) == 1);
    }

    @Test
    public void aDatabaseThatIsNotThereIsSaid() {
        NodeDatabase database =
                node.database(settings("postgresql://patchbay@127.0.0.1:" + SERVER.port() + "/nowhere"));
        SQLException failure = failsSoon(database::getConnection);
        assertTrue(failure.getMessage(), failure.getMessage().contains("datastore/dsn"));
    }
}
