package dev.patchbay.commandlog.internal;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommandLogWriterTest {

    private static final Limits QUICK = new Limits(10, 10_000, 4, 3, 20, 20, 100, 500);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Deque<CommandLogWriter> writers = new ArrayDeque<>();
    private Path file;

    @Before
    public void setUp() {
        file = folder.getRoot().toPath().resolve("commands.db");
    }

    @After
    public void closeAll() {
        writers.forEach(CommandLogWriter::close);
    }

    private CommandLogWriter writer(Limits limits) {
        return writer(new LogFile(file, new NativeLibrary(null)), limits);
    }

    private CommandLogWriter writer(Store store, Limits limits) {
        CommandLogWriter writer = new CommandLogWriter(file, store, limits);
        writers.push(writer);
        return writer;
    }

    private static void record(CommandLogWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            writer.record(Entries.number(i));
        }
    }

    private static List<Entry> entries(int from, int to) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(Entries.number(i));
        }
        return entries;
    }

    private static String told(CommandLogWriter writer) {
        return writer.findings().isEmpty() ? "" : writer.findings().get(0).sentence();
    }

    @Test
    public void anEntryIsInTheFileWithinASecond() {
        CommandLogWriter writer = writer(Limits.DEFAULT);
        writer.record(Entries.number(1));
        await().atMost(900, TimeUnit.MILLISECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> Rows.count(file, "queue_log"), is(1));
        writer.record(Entries.number(2));
        await().atMost(900, TimeUnit.MILLISECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> Rows.count(file, "queue_log"), is(2));
        assertEquals(List.of(), writer.findings());
    }

    @Test
    public void nothingIsOpenedBeforeTheFirstEntry() {
        writer(Limits.DEFAULT).close();
        assertFalse(Files.exists(file));
    }

    @Test
    public void closingWritesWhatWaitsInOrder() throws Exception {
        CommandLogWriter writer = writer(Limits.DEFAULT);
        record(writer, 0, 2_500);
        writer.close();
        List<String> inputs = Rows.of(file, "SELECT input_json FROM queue_log ORDER BY pk");
        assertEquals(entries(0, 2_500).stream().map(Entry::inputJson).toList(), inputs);
        writer.record(Entries.number(9));
        writer.close();
        assertEquals("nothing is taken after the end", 2_500, Rows.count(file, "queue_log"));
    }

    @Test
    public void eachOfManyThreadsFindsItsEntriesInItsOrder() throws Exception {
        CommandLogWriter writer = writer(Limits.DEFAULT);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            String uid = "thread-" + t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 1_000; i++) {
                    writer.record(Entries.ofModule(uid, String.valueOf(i), "null"));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        writer.close();
        assertEquals(8_000, Rows.count(file, "pool_log"));
        assertEquals(
                List.of("0"),
                Rows.of(
                        file,
                        "SELECT COUNT(*) FROM pool_log a JOIN pool_log b ON a.uid = b.uid AND b.pk > a.pk AND"
                                + " CAST(b.input_json AS INTEGER) = CAST(a.input_json AS INTEGER) - 1"));
    }

    @Test
    public void whatWaitsForALockIsWrittenWhenItIsGoneAndAShortOneIsNotTold() throws Exception {
        Rows.execute(file, "CREATE TABLE other (x)");
        RecordingStore store = new RecordingStore(new LogFile(file, new NativeLibrary(null)));
        Limits patient = new Limits(10, 10_000, 4, 3, 20, 20, 60_000, 500);
        CommandLogWriter writer = writer(store, patient);
        try (Connection other = Rows.connect(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            record(writer, 0, 5);
            await().until(() -> store.failures() >= 2);
            assertEquals(List.of(), writer.findings());
            statement.execute("COMMIT");
        }
        await().until(() -> Rows.count(file, "queue_log"), is(5));
        assertEquals(List.of(), writer.findings());
    }

    @Test
    public void aReaderThatStaysOnlyDelays() throws Exception {
        Rows.execute(file, "CREATE TABLE other (x)", "INSERT INTO other VALUES (1), (2)");
        RecordingStore store = new RecordingStore(new LogFile(file, new NativeLibrary(null)));
        CommandLogWriter writer = writer(store, Limits.DEFAULT);
        try (Connection other = Rows.connect(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT * FROM other").next();
            writer.record(Entries.number(1));
            await().until(() -> store.failures() >= 1);
            assertEquals("others still can read", 2, Rows.count(file, "other"));
        }
        await().until(() -> Rows.count(file, "queue_log"), is(1));
    }

    @Test
    public void aLongLockIsToldEntriesBeyondTheLimitAreCountedAndTheOldOnesAreKept() throws Exception {
        Rows.execute(file, "CREATE TABLE other (x)");
        CommandLogWriter writer = writer(QUICK);
        try (Connection other = Rows.connect(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            record(writer, 0, 25);
            await().until(() -> told(writer).contains("a lock"));
            assertEquals("command log", writer.findings().get(0).subject());
            assertEquals(
                    "Expected to write the command log " + file + ", got a lock of another program; end its"
                            + " transaction (10 entries wait, 15 were dropped).",
                    told(writer));
            statement.execute("COMMIT");
        }
        await().until(() -> writer.findings().isEmpty());
        record(writer, 25, 26);
        await().until(() -> Rows.count(file, "queue_log"), is(11));
        List<Entry> kept = entries(0, 10);
        kept.addAll(entries(25, 26));
        assertEquals(
                kept.stream().map(Entry::inputJson).toList(),
                Rows.of(file, "SELECT input_json FROM queue_log ORDER BY pk"));
    }

    @Test
    public void aFailureIsToldAtOnceAndGoneWhenItIsMended() throws Exception {
        Files.createDirectory(file);
        CommandLogWriter writer = writer(QUICK);
        writer.record(Entries.number(1));
        await().until(() -> !told(writer).isEmpty());
        assertEquals(
                "Expected to write the command log " + file
                        + ", got a folder; correct commandLog/databasePath (1 entries wait, 0 were dropped).",
                told(writer));
        Files.delete(file);
        await().until(() -> Rows.count(file, "queue_log"), is(1));
        await().until(() -> writer.findings().isEmpty());
    }

    @Test
    public void aFullDiskKeepsTheOrder() {
        RecordingStore store = new RecordingStore(null);
        store.failure = new StoreException("a full disk; make room", false, null);
        CommandLogWriter writer = writer(store, QUICK);
        record(writer, 0, 4);
        await().until(() -> store.failures() >= 2);
        record(writer, 4, 8);
        store.failure = null;
        await().until(() -> store.written().size(), is(8));
        assertEquals(entries(0, 8), store.written());
    }

    @Test
    public void entriesOfManyCharactersAreDroppedBeforeTheyFillTheMemory() {
        RecordingStore store = new RecordingStore(null);
        store.failure = new StoreException("a full disk; make room", false, null);
        CommandLogWriter writer = writer(store, QUICK);
        String json = "x".repeat(3_000);
        for (int i = 0; i < 6; i++) {
            writer.record(Entries.ofModule("u", json, "null"));
        }
        await().until(() -> told(writer).contains("3 entries wait, 3 were dropped"));
        writer.record(Entries.ofModule("u", "1", "null"));
        assertTrue(told(writer), told(writer).contains("4 entries wait, 3 were dropped"));
        store.failure = null;
        await().until(() -> store.written().size(), is(4));
        await().until(() -> writer.findings().isEmpty());
    }

    @Test
    public void closingEndsThoughTheFileStaysLocked() throws Exception {
        Rows.execute(file, "CREATE TABLE other (x)");
        CommandLogWriter writer = writer(QUICK);
        try (Connection other = Rows.connect(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            writer.record(Entries.number(1));
            long begin = System.nanoTime();
            writer.close();
            long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertTrue("it is tried for 500 ms, not " + tookInMs, tookInMs >= 400 && tookInMs < 3_000);
        }
        assertEquals(0, Rows.count(file, "queue_log"));
    }

    @Test
    public void closingDoesNotWaitForADiskThatStaysFull() {
        RecordingStore store = new RecordingStore(null);
        store.failure = new StoreException("a full disk; make room", false, null);
        CommandLogWriter writer = writer(store, new Limits(10, 10_000, 4, 3, 20, 20, 100, 60_000));
        writer.record(Entries.number(1));
        long begin = System.nanoTime();
        writer.close();
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10));
        assertTrue("once at least", store.failures() >= 1);
    }

    @Test
    public void closingWritesWhenTheLockGoesInTime() throws Exception {
        Rows.execute(file, "CREATE TABLE other (x)");
        RecordingStore store = new RecordingStore(new LogFile(file, new NativeLibrary(null)));
        CommandLogWriter writer = writer(store, Limits.DEFAULT);
        Connection other = Rows.connect(file);
        try (Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            writer.record(Entries.number(1));
            Thread closing = new Thread(writer::close);
            closing.start();
            await().until(() -> store.failures() >= 2);
            statement.execute("ROLLBACK");
            closing.join(5_000);
        } finally {
            other.close();
        }
        assertEquals(1, Rows.count(file, "queue_log"));
    }

    @Test
    public void recordReturnsAtOnceWhileTheDiskHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CommandLogWriter writer = writer(
                entries -> {
                    hanging.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new StoreException("an interrupt", false, e);
                    }
                },
                QUICK);
        writer.record(Entries.number(0));
        assertTrue(hanging.await(10, TimeUnit.SECONDS));
        long begin = System.nanoTime();
        record(writer, 1, 1_001);
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1));
        assertTrue(told(writer), told(writer).contains("991 entries were dropped"));
        released.countDown();
        await().until(() -> writer.findings().isEmpty());
    }

    @Test
    public void itsThreadBeginsWithTheFirstEntryAndEndsWithTheLog() {
        CommandLogWriter writer = writer(QUICK);
        Thread before = thread();
        writer.record(Entries.number(1));
        assertNotNull(thread());
        writer.close();
        assertEquals(null, before);
        assertEquals(null, thread());
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("patchbay-commandlog"))
                .findAny()
                .orElse(null);
    }

    /** The best of some rounds: the others may have shared the processor. */
    @Test
    public void fiftyThousandEntriesInASecondAreKept() throws SQLException {
        int round = 90_000;
        double best = 0;
        for (int i = 1; i <= 5; i++) {
            CommandLogWriter writer = writer(Limits.DEFAULT);
            long begin = System.nanoTime();
            record(writer, 0, round);
            writer.close();
            best = Math.max(best, round / ((System.nanoTime() - begin) / 1e9));
            assertEquals(i * round, Rows.count(file, "queue_log"));
        }
        System.out.printf("The command log keeps %.0f entries/s%n", best);
        assertTrue("expected 50,000 entries/s, got " + best, best >= 50_000);
    }
}
