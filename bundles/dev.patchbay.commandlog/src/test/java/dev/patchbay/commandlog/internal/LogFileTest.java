package dev.patchbay.commandlog.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LogFileTest {

    private static final String ALL = "SELECT uid, namespace, timestamp, input_json, output_json FROM ";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void setUp() {
        file = folder.getRoot().toPath().resolve("commands.db");
    }

    private static void write(Path file, Entry... entries) throws StoreException {
        new LogFile(file, new NativeLibrary(null)).write(List.of(entries));
    }

    private String failure(Path place) {
        StoreException failure = assertThrows(StoreException.class, () -> write(place, Entries.number(1)));
        assertFalse(failure.isLocked());
        return String.valueOf(failure.getMessage());
    }

    @Test
    public void tablesHaveTheColumnsOfTheOriginal() throws Exception {
        write(file, Entries.number(1), Entries.ofModule("a-b", "{}", "{}"));
        List<String> columns = List.of(
                "0|pk|INTEGER|0|null|1",
                "1|uid|TEXT|0|null|0",
                "2|namespace|TEXT|0|null|0",
                "3|timestamp|DATETIME|0|CURRENT_TIMESTAMP|0",
                "4|input_json|TEXT|0|null|0",
                "5|output_json|TEXT|0|null|0");
        assertEquals(columns, Rows.of(file, "PRAGMA table_info(queue_log)"));
        assertEquals(columns, Rows.of(file, "PRAGMA table_info(pool_log)"));
    }

    @Test
    public void rowsAreInTheTableOfTheirOwnerInOrderWithTheTimeInUtc() throws Exception {
        write(
                file,
                Entries.number(1),
                Entries.ofModule("a-b", "{\"cmd\": \"init\", \"args\": {}}", "null"),
                Entries.number(2));
        assertEquals(
                List.of(
                        "1|null|client-queue|2026-11-21 12:00:00|{\"cmd\": \"rm\", \"args\": 1}|null",
                        "2|null|client-queue|2026-11-21 12:00:00|{\"cmd\": \"rm\", \"args\": 2}|null"),
                Rows.of(file, "SELECT * FROM queue_log ORDER BY pk"));
        assertEquals(
                List.of("1|a-b|queue-module|2026-11-21 12:00:00|{\"cmd\": \"init\", \"args\": {}}|null"),
                Rows.of(file, "SELECT * FROM pool_log"));
    }

    @Test
    public void noUidIsNullAndNoAnswerIsAText() throws Exception {
        write(file, Entries.number(1));
        assertEquals(List.of("null|text"), Rows.of(file, "SELECT typeof(uid), typeof(output_json) FROM queue_log"));
    }

    @Test
    public void textsComeBackAsTheyWere() throws Exception {
        String input = "{\"text\": \"naïve \uD83C\uDFB5 'quoted' \\u0000\", \"rest\": \"" + "x".repeat(100_000) + "\"}";
        write(file, Entries.ofModule("é", input, "\"\u0000 after\""));
        assertEquals(
                List.of("é|queue-module|2026-11-21 12:00:00|" + input + "|\"\u0000 after\""),
                Rows.of(file, ALL + "pool_log"));
    }

    @Test
    public void eachRowHasItsOwnSecondAlsoWhereTheClockGoesBack() throws Exception {
        Instant second = Instant.parse("2026-11-21T12:00:00Z");
        Entry[] entries = Stream.of(-1L, 0L, 999_999_999L, 1_000_000_000L, 999_999_999L)
                .map(nanos -> new Entry("queue", "client-queue", null, second.plusNanos(nanos), "{}", "{}"))
                .toArray(Entry[]::new);
        write(file, entries);
        assertEquals(
                List.of(
                        "2026-11-21 11:59:59",
                        "2026-11-21 12:00:00",
                        "2026-11-21 12:00:00",
                        "2026-11-21 12:00:01",
                        "2026-11-21 12:00:00"),
                Rows.of(file, "SELECT timestamp FROM queue_log ORDER BY pk"));
    }

    @Test
    public void timesBeforeTheEpochAndAfterAnyClockAreWritten() throws Exception {
        write(
                file,
                new Entry("queue", "n", null, Instant.EPOCH.minusSeconds(1), "1", "2"),
                new Entry("queue", "n", null, Instant.parse("9999-12-31T23:59:59.999Z"), "1", "2"));
        assertEquals(
                List.of("1969-12-31 23:59:59", "9999-12-31 23:59:59"),
                Rows.of(file, "SELECT timestamp FROM queue_log ORDER BY pk"));
    }

    @Test
    public void anOwnersNameIsOnlyAName() throws Exception {
        write(file, new Entry("x\"; DROP TABLE queue_log; --", "n", null, Entries.NOON, "1", "2"), Entries.number(1));
        assertEquals(1, Rows.count(file, "queue_log"));
        assertEquals(List.of("1"), Rows.of(file, "SELECT COUNT(*) FROM \"x\"\"; DROP TABLE queue_log; --_log\""));
    }

    @Test
    public void aLogThatIsThereIsContinuedAndOtherTablesAreLeftAlone() throws Exception {
        Rows.execute(
                file,
                "CREATE TABLE queue_log (pk INTEGER PRIMARY KEY, uid TEXT, namespace TEXT, timestamp DATETIME DEFAULT"
                        + " CURRENT_TIMESTAMP, input_json TEXT, output_json TEXT, note TEXT DEFAULT 'mine')",
                "INSERT INTO queue_log (pk, uid) VALUES (41, 'old')",
                "CREATE TABLE top_item (pk INTEGER PRIMARY KEY)",
                "INSERT INTO top_item VALUES (7)");
        write(file, Entries.number(1));
        assertEquals(List.of("41|old|mine", "42|null|mine"), Rows.of(file, "SELECT pk, uid, note FROM queue_log"));
        assertEquals(List.of("7"), Rows.of(file, "SELECT * FROM top_item"));
        assertEquals(0, Rows.count(file, "pool_log"));
    }

    @Test
    public void theJournalModeIsNeverChanged() throws Exception {
        write(file, Entries.number(1));
        assertEquals(List.of("delete"), Rows.of(file, "PRAGMA journal_mode"));
        byte[] header = Arrays.copyOfRange(Files.readAllBytes(file), 18, 20);
        assertEquals("any SQLite 3 can read and write it", "[1, 1]", Arrays.toString(header));
        Rows.execute(file, "PRAGMA journal_mode = WAL");
        write(file, Entries.number(2));
        assertEquals(List.of("wal"), Rows.of(file, "PRAGMA journal_mode"));
        assertEquals(2, Rows.count(file, "queue_log"));
    }

    @Test
    public void nothingLiesBesideTheFileAfterwards() throws Exception {
        write(file, Entries.number(1));
        assertEquals(
                List.of("commands.db"), List.of(String.valueOf(folder.getRoot().list()[0])));
        assertEquals(1, folder.getRoot().list().length);
    }

    @Test
    public void aFileThatWasMovedAwayIsFollowedByANewOne() throws Exception {
        LogFile log = new LogFile(file, new NativeLibrary(null));
        log.write(List.of(Entries.number(1)));
        Path old = Files.move(file, file.resolveSibling("old.db"));
        log.write(List.of(Entries.number(2), Entries.number(3)));
        assertEquals(1, Rows.count(old, "queue_log"));
        assertEquals(2, Rows.count(file, "queue_log"));
    }

    @Test
    public void theNameOfTheFileMayHoldAnything() throws Exception {
        Path odd = folder.getRoot().toPath().resolve("a b?mode=ro&c #1 100% é.db");
        write(odd, Entries.number(1));
        assertTrue(Files.exists(odd));
        assertEquals(1, Rows.count(odd, "queue_log"));
    }

    @Test
    public void ofABatchThatFailsNothingIsWritten() throws Exception {
        Rows.execute(file, "CREATE VIEW pool_log AS SELECT 1 AS pk");
        assertThrows(StoreException.class, () -> write(file, Entries.number(1), Entries.ofModule("a", "1", "2")));
        assertEquals(0, Rows.count(file, "queue_log"));
    }

    @Test
    public void whileAnotherHasTheFileItIsSaidToBeLocked() throws Exception {
        write(file, Entries.number(1));
        try (Connection other = Rows.connect(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            StoreException failure = assertThrows(StoreException.class, () -> write(file, Entries.number(2)));
            assertTrue(failure.isLocked());
            assertEquals("a lock of another program; end its transaction", failure.getMessage());
            statement.execute("COMMIT");
            write(file, Entries.number(3));
        }
        assertEquals(2, Rows.count(file, "queue_log"));
    }

    @Test
    public void aFolderInItsPlaceIsToldAndLeftAlone() throws Exception {
        Files.createDirectory(file);
        assertEquals("a folder; correct commandLog/databasePath", failure(file));
        assertEquals(0, file.toFile().list().length);
    }

    @Test
    public void aFolderThatIsNotThereIsToldAndNotMade() {
        Path parent = folder.getRoot().toPath().resolve("$NOWHERE");
        assertEquals(
                "no folder " + parent + "; make it, or correct commandLog/databasePath",
                failure(parent.resolve("commands.db")));
        assertFalse(Files.exists(parent));
    }

    @Test
    public void aFileOfSomethingElseIsToldAndLeftAlone() throws Exception {
        String text = "These are notes, and not a database. ".repeat(100);
        Files.writeString(file, text);
        assertEquals("a file that is not of SQLite; move it away, or correct commandLog/databasePath", failure(file));
        assertEquals(text, Files.readString(file));
    }

    @Test
    public void aDamagedFileIsTold() throws Exception {
        for (int i = 0; i < 200; i++) {
            write(file, Entries.ofModule("u", "\"" + "x".repeat(500) + "\"", "1"));
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        assertEquals("a damaged file; repair it with 'sqlite3 FILE .recover', or move it away", failureOfPool(file));
    }

    private static String failureOfPool(Path place) {
        StoreException failure =
                assertThrows(StoreException.class, () -> write(place, Entries.ofModule("u", "1", "2")));
        return String.valueOf(failure.getMessage());
    }

    @Test
    public void aFileCutShortIsTold() throws Exception {
        write(file, Entries.number(1));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));
        String told = failure(file);
        assertTrue(told, told.startsWith("a damaged file") || told.startsWith("a file that is not of SQLite"));
    }

    @Test
    public void anEmptyFileIsTaken() throws Exception {
        Files.write(file, "".getBytes(StandardCharsets.UTF_8));
        write(file, Entries.number(1));
        assertEquals(1, Rows.count(file, "queue_log"));
    }

    @Test
    public void aReadOnlyFileIsToldAndLeftAlone() throws Exception {
        write(file, Entries.number(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse("Expected a user whom permissions bind, got root", Files.isWritable(file));
        assertEquals("a file that is read-only; make it and its folder writable", failure(file));
        assertEquals(1, Rows.count(file, "queue_log"));
    }

    @Test
    public void whatCannotBeMadeIsTold() {
        Path kernel = Path.of("/proc/self");
        assumeFalse("Expected /proc, got none", Files.notExists(kernel));
        assertEquals(
                "a file that cannot be opened or made; make it and its folder writable",
                failure(kernel.resolve("commands.db")));
    }
}
