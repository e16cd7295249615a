package dev.patchbay.datastore.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CompactionTest {

    private static final int ROWS = 5_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private HikariDataSource pool;

    /** A file of which little is used. */
    @Before
    public void fill() throws Exception {
        Path base = folder.getRoot().toPath().resolve("db");
        file = base.resolveSibling("db.mv.db");
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + base + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(4);
        config.setAllowPoolSuspension(true);
        pool = new HikariDataSource(config);
        run("CREATE TABLE number AS SELECT x, REPEAT('x', 200) AS text FROM SYSTEM_RANGE(1, " + ROWS + ")");
        run("CREATE UNIQUE INDEX number_x ON number (x)");
        for (int n = 0; n < 1_500; n++) {
            run("UPDATE number SET text = 'changed' WHERE x = " + (1 + n * 97 % ROWS));
        }
    }

    @After
    public void close() {
        pool.close();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM number")) {
            found.next();
            return found.getInt(1);
        }
    }

    /** When it has been at rest since the last look. */
    private void look(long leastInBytes) {
        try (Compaction compaction = new Compaction(pool, file, leastInBytes)) {
            compaction.look();
            compaction.look();
        }
    }

    @Test
    public void aFileOfWhichLittleIsUsedIsMadeSmallerAndOpenedAgain() throws Exception {
        long before = Files.size(file);
        look(before - 1);
        long after = Files.size(file);
        assertTrue(before + " bytes before, " + after + " after", after < before / 2);
        assertEquals(ROWS, rows());
    }

    @Test
    public void oneThatIsWrittenIsLeftUntilItHasTwiceTheSize() throws Exception {
        long before = Files.size(file);
        try (Compaction compaction = new Compaction(pool, file, before - 1)) {
            compaction.look();
            run("UPDATE number SET text = 'again' WHERE x = 1");
            compaction.look();
        }
        assertTrue(Files.size(file) >= before);
        try (Compaction compaction = new Compaction(pool, file, before / 2 - 1)) {
            compaction.look();
        }
        assertTrue(Files.size(file) < before / 2);
    }

    @Test
    public void aSmallOneIsLeft() throws Exception {
        long before = Files.size(file);
        look(before);
        assertEquals(before, Files.size(file));
    }

    @Test
    public void oneThatIsFullOfWhatIsUsedIsLeft() throws Exception {
        look(1);
        run("INSERT INTO number SELECT -x, RANDOM_UUID() FROM SYSTEM_RANGE(1, 20000)");
        long before = Files.size(file);
        look(1);
        assertEquals(before, Files.size(file));
        assertEquals(ROWS + 20_000, rows());
    }

    @Test
    public void aConnectionInUseKeepsItOpenAndOthersGetTheirs() throws Exception {
        long before = Files.size(file);
        try (Connection kept = pool.getConnection()) {
            look(1);
            assertEquals(ROWS, rows());
            assertTrue(kept.isValid(1));
            assertTrue(Files.size(file) >= before);
        }
        look(1);
        assertTrue(Files.size(file) < before / 2);
    }

    @Test
    public void whoComesMeanwhileWaitsAndGetsAConnection() throws Exception {
        CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> {
            int most = 0;
            try {
                for (int n = 1; n <= 300; n++, most++) {
                    run("INSERT INTO number VALUES (" + -n + ", 'meanwhile')");
                }
            } catch (SQLException e) {
                throw new IllegalStateException("after " + most, e);
            }
            return most;
        });
        long before = Files.size(file);
        while (Files.size(file) >= before / 2) {
            look(1);
        }
        assertEquals(300, written.get(60, TimeUnit.SECONDS).intValue());
        assertEquals(ROWS + 300, rows());
    }
}
