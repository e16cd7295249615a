package dev.patchbay.datastore.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

public class FileDatabaseTest {

    private final TemporaryFolder folder = new TemporaryFolder();
    private final TestNode node = new TestNode(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(node);

    private Path file() {
        return folder.getRoot().toPath().resolve("data").resolve("patchbay.mv.db");
    }

    private static long number(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Process committer(long first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committer.class.getName(),
                        folder.getRoot().getPath(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(acknowledged().toFile())
                .start();
    }

    /** What the committer printed. */
    private Path acknowledged() {
        return folder.getRoot().toPath().resolve("acknowledged");
    }

    /** The last number of a whole line; 0 for none. */
    private long lastAcknowledged() throws IOException {
        String text = Files.readString(acknowledged());
        String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
        return lines[0].isEmpty() ? 0 : Long.parseLong(lines[lines.length - 1]);
    }

    private void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    public void nothingIsOpenedBeforeSomebodyAsksForAConnection() throws Exception {
        NodeDatabase database = node.database(new Settings());
        assertFalse(Files.exists(file()));
        assertEquals(1, number(database, "SELECT 1"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    public void everyAcknowledgedCommitOutlivesAKilledNode() throws Exception {
        long last = 0;
        for (int round = 1; round <= 3; round++) {
            Process committer = committer(last + 1);
            long enough = last + 200 * round;
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> lastAcknowledged() >= enough);
            kill(committer);
            last = lastAcknowledged();
            NodeDatabase database = node.database(new Settings());
            long kept = number(database, "SELECT COUNT(*) FROM number");
            assertTrue("kept " + kept + " of " + last, kept >= last);
            last = number(database, "SELECT MAX(n) FROM number");
            assertEquals("no gap", last, number(database, "SELECT COUNT(*) FROM number"));
            database.deactivate();
        }
    }

    @Test
    public void aFileThatGrewFarBeyondWhatIsInItIsMadeSmallerWhileItIsWritten() throws Exception {
        Settings settings = new Settings();
        settings.compactAboveInMb = 2;
        NodeDatabase database = node.database(settings);
        run(database, "CREATE TABLE number (n BIGINT PRIMARY KEY, text VARCHAR)");
        run(database, "INSERT INTO number SELECT -x, REPEAT('x', 200) FROM SYSTEM_RANGE(1, 5000)");
        long largest = 0;
        long n = 0;
        while (largest < 4_000_000 || Files.size(file()) > largest / 2) {
            n++;
            run(database, "INSERT INTO number VALUES (" + n + ", 'a commit of its own')");
            run(database, "UPDATE number SET text = 'changed' WHERE n = " + (-1 - n * 97 % 5_000));
            largest = Math.max(largest, Files.size(file()));
        }
        assertEquals("all that was acknowledged", n, number(database, "SELECT COUNT(*) FROM number WHERE n > 0"));
        assertEquals(5_000, number(database, "SELECT COUNT(*) FROM number WHERE n < 0"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    public void aFileThatAnotherProgramHasOpenIsSaidAtOnceAndTriedAgain() throws Exception {
        Process other = committer(1);
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> lastAcknowledged() > 0);
            NodeDatabase database = node.database(new Settings());
            long start = System.nanoTime();
            SQLException failure = assertThrows(SQLException.class, database::getConnection);
            assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 10_000);
            assertTrue(failure.getMessage(), failure.getMessage().contains("stop the other program"));
            assertTrue(failure.getMessage(), failure.getMessage().contains(file().toString()));
            kill(other);
            assertTrue(number(database, "SELECT COUNT(*) FROM number") > 0);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    public void aDamagedFileIsSaidAndItsBackupServes() throws Exception {
        NodeDatabase first = node.database(new Settings());
        run(first, "CREATE TABLE kept (n INT)");
        first.deactivate();
        Path backup = Files.copy(file(), folder.getRoot().toPath().resolve("backup"));
        Files.writeString(file(), "this is no database".repeat(1_000));
        NodeDatabase database = node.database(new Settings());
        SQLException failure = assertThrows(SQLException.class, database::getConnection);
        assertTrue(failure.getMessage(), failure.getMessage().contains("backup"));
        Files.copy(backup, file(), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(0, number(database, "SELECT COUNT(*) FROM kept"));
    }

    @Test
    public void aFullDiskIsSaidAndOverWhenThereIsSpaceAgain() throws Exception {
        Path disk = Files.createDirectories(file().getParent());
        Assume.assumeTrue(
                "A small file system can be mounted by root only", "root".equals(System.getProperty("user.name")));
        Assume.assumeTrue("mount is not allowed here", mount(disk));
        try {
            NodeDatabase database = node.database(new Settings());
            run(database, "CREATE TABLE big (n INT PRIMARY KEY, text VARCHAR)");
            Path filler = Files.write(disk.resolve("filler"), new byte[6 << 20]);
            SQLException failure = assertThrows(SQLException.class, () -> fill(database));
            assertTrue(failure.getMessage(), root(failure).getMessage().contains("No space left"));
            Files.delete(filler);
            Awaitility.await().ignoreExceptions().until(() -> number(database, "SELECT COUNT(*) FROM big") > 0);
            run(database, "INSERT INTO big VALUES (-1, 'there is space again')");
            database.deactivate();
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static boolean mount(Path disk) throws Exception {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=10m", "tmpfs", disk.toString()).start();
        return mount.waitFor(10, TimeUnit.SECONDS) && mount.exitValue() == 0;
    }

    private static void fill(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO big VALUES (?, ?)")) {
            for (int n = 0; n < 1_000; n++) {
                insert.setInt(1, n);
                insert.setString(2, incompressible(n));
                insert.executeUpdate();
            }
        }
    }

    private static String incompressible(int seed) {
        byte[] bytes = new byte[30_000];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    public void whoIsInterruptedWhileReadingDoesNotCloseTheFileForOthers() throws Exception {
        NodeDatabase database = node.database(new Settings());
        run(database, "CREATE TABLE number AS SELECT x, REPEAT('x', 1000) FROM SYSTEM_RANGE(1, 100000)");
        database.deactivate(); // nothing is in memory
        NodeDatabase again = node.database(new Settings());
        Thread reader = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                number(again, "SELECT COUNT(*) FROM number WHERE MOD(x, 7) = 0");
            } catch (SQLException e) {
                Thread.currentThread().interrupt(); // an interrupted reader may fail
            }
        });
        reader.start();
        reader.join(30_000);
        assertEquals(100_000, number(again, "SELECT COUNT(*) FROM number"));
    }

    @Test
    public void whoFindsAllConnectionsInUseIsToldInTime() throws Exception {
        Settings settings = new Settings();
        settings.maxConnections = 2;
        settings.connectTimeoutInMs = 300;
        NodeDatabase database = node.database(settings);
        try (Connection first = database.getConnection();
                Connection second = database.getConnection()) {
            assertFalse(first == second);
            SQLException failure = assertThrows(SQLException.class, database::getConnection);
            assertTrue(failure.getMessage(), failure.getMessage().contains("datastore/maxConnections"));
        }
        assertEquals(1, number(database, "SELECT 1"));
    }
}
