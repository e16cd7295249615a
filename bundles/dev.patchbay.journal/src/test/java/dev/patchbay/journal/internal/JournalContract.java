package dev.patchbay.journal.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.spi.JournalException;
import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallException;
import dev.patchbay.schema.Password;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What holds for every database. */
public abstract class JournalContract {

    private final List<JournalDatabase> open = new ArrayList<>();
    private DataSource source;
    private JournalDatabase database;
    private SqlJournal journal;
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    abstract DataSource source() throws Exception;

    @Before
    public void begin() throws Exception {
        source = source();
        run("DROP TABLE IF EXISTS patchbay_job, patchbay_session_log, patchbay_sequence, patchbay_version");
        restart("first");
    }

    @After
    public void end() {
        open.forEach(JournalDatabase::deactivate);
    }

    private void restart(String run) {
        restart(run, new Settings());
    }

    private void restart(String run, Settings settings) {
        open.forEach(JournalDatabase::deactivate);
        open.clear();
        InstantSource clock = () -> now;
        database = new JournalDatabase(source, run, settings, clock);
        open.add(database);
        journal = new SqlJournal(database);
    }

    final void run(String sql) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Object> query(Object filter, Map<String, Object> options) throws Exception {
        return list(journal.query(list(filter), options));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        if (value instanceof Stream<?> stream) {
            try (stream) {
                return new ArrayList<>(stream.toList());
            }
        }
        return value == null ? null : (List<Object>) value;
    }

    private static Map<String, Object> options(Object... pairs) {
        Map<String, Object> options = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put((String) pairs[i], pairs[i + 1]);
        }
        return options;
    }

    private Job append(String name, JobState state) throws JournalException {
        return journal.append(TestJobs.job(name, state));
    }

    // records

    @Test
    public void aJobIsFoundAsItWasRecorded() throws Exception {
        Job job = append("volume.create", JobState.EXECUTING);
        assertEquals(1, job.id());
        assertEquals(job, journal.find(1).orElseThrow());
        Job ended = TestJobs.withId(job, 1, JobState.FINISHED);
        journal.update(ended);
        Job found = journal.find(1).orElseThrow();
        assertEquals(JobState.FINISHED, found.state());
        assertEquals("done", found.result());
        assertEquals("Finished", found.progress().message());
        assertEquals(Double.valueOf(100), found.progress().percentage());
        assertEquals(ended.finishedAt(), found.finishedAt());
        assertTrue(journal.find(2).isEmpty());
        assertTrue(journal.find(0).isEmpty());
    }

    @Test
    public void anErrorIsKeptWithItsFrames() throws Exception {
        Job job = append("x", JobState.FAILED);
        Job found = journal.find(job.id()).orElseThrow();
        assertEquals(job.error(), found.error());
        assertEquals(job.warnings(), found.warnings());
        assertEquals("Failed", found.progress().message());
    }

    @Test
    public void specialValuesComeBackAsTheyWereAndPasswordsHidden() throws Exception {
        List<Object> args = new ArrayList<>(List.of(
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                OffsetDateTime.parse("2026-01-02T03:04:05+02:00"),
                Map.of("$date", "no date"),
                Map.of("$$date", Map.of("$x", 1L)),
                Map.of("$date", "a", "b", 2L),
                "\u0000 \ud83d\ude00 ü, half \ud83d",
                1.5,
                9_007_199_254_740_993L));
        args.add(null);
        args.add(new byte[] {1, 2});
        args.add(Pattern.compile("a.*", Pattern.CASE_INSENSITIVE));
        args.add(Map.of("secret", new Password("swordfish")));
        Job job = journal.append(TestJobs.job(0, "x", JobState.CREATED, args, null, "", null, null, TestJobs.START));
        List<Object> found =
                new ArrayList<>(journal.find(job.id()).orElseThrow().args());
        Object secret = ((Map<?, ?>) found.remove(11)).get("secret");
        assertTrue(secret instanceof Password);
        assertFalse(secret.equals(new Password("swordfish")));
        Pattern pattern = (Pattern) found.remove(10);
        assertEquals("a.*", pattern.pattern());
        assertEquals(Pattern.CASE_INSENSITIVE, pattern.flags());
        assertArrayEquals(new byte[] {1, 2}, (byte[]) found.remove(9));
        assertEquals(args.subList(0, 9), found);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT body FROM patchbay_job")) {
            assertTrue(rows.next());
            assertFalse(rows.getString(1).contains("swordfish"));
        }
    }

    @Test
    public void aResultOfMegabytesIsKept() throws Exception {
        String large = "x".repeat(3_000_000);
        Job job = append("x", JobState.EXECUTING);
        journal.update(
                TestJobs.job(job.id(), "x", JobState.FINISHED, List.of(), large, "", null, null, TestJobs.START));
        assertEquals(large, journal.find(job.id()).orElseThrow().result());
    }

    @Test
    public void whatCannotBeExpressedIsRefusedAndDisturbsNobody() throws Exception {
        List<Object> own = new ArrayList<>();
        own.add(own);
        for (Object bad : List.of(Double.NaN, own)) {
            JournalException failure = assertThrows(
                    String.valueOf(bad.getClass()),
                    JournalException.class,
                    () -> journal.append(TestJobs.job(
                            0, "bad", JobState.CREATED, List.of(bad), null, "", null, null, TestJobs.START)));
            assertTrue(failure.getMessage(), failure.getMessage().contains("'bad'"));
        }
        assertEquals(1, append("good", JobState.CREATED).id());
    }

    @Test
    public void oneWhoseValuesTheDatabaseRefusesFailsAlone() throws Exception {
        append("first", JobState.CREATED);
        int threads = 16;
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < threads; i++) {
            boolean isBad = i == 5;
            Thread thread = new Thread(() -> {
                try {
                    begin.await();
                    if (isBad) {
                        database.write(batch -> {
                            batch.add(JobTable.INSERT, with(JobTable.values(TestJobs.job("bad", JobState.CREATED)), 1));
                            return 1L;
                        });
                    } else {
                        ids.add(append("good", JobState.CREATED).id());
                    }
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            thread.start();
            all.add(thread);
        }
        begin.countDown();
        for (Thread thread : all) {
            thread.join(30_000);
        }
        assertEquals(failures.toString(), 1, failures.size());
        assertEquals(threads - 1, ids.size());
        assertEquals(Long.valueOf(threads), journal.query(null, options("count", true)));
    }

    private static List<Object> with(List<Object> values, long id) {
        List<Object> all = new ArrayList<>(values);
        all.add(id);
        return all;
    }

    @Test
    public void whoIsInterruptedStillLearnsThatItIsOnDisk() throws Exception {
        Thread.currentThread().interrupt();
        Job job = append("x", JobState.CREATED);
        assertTrue(Thread.interrupted());
        assertTrue(journal.find(job.id()).isPresent());
    }

    // ids

    @Test
    public void idsAreNotUsedAgainAfterARestartNorAfterRemoval() throws Exception {
        assertEquals(1, append("x", JobState.FINISHED).id());
        assertEquals(2, append("x", JobState.FINISHED).id());
        restart("second");
        assertEquals(3, append("x", JobState.FINISHED).id());
        run("DELETE FROM patchbay_job");
        restart("third");
        assertEquals(4, append("x", JobState.FINISHED).id());
    }

    @Test
    public void tablesOfALaterVersionAreLeftAlone() throws Exception {
        append("x", JobState.CREATED);
        run("UPDATE patchbay_version SET version = 99");
        restart("second");
        JournalException failure = assertThrows(JournalException.class, () -> append("x", JobState.CREATED));
        assertTrue(failure.getMessage(), failure.getMessage().contains("99"));
        run("UPDATE patchbay_version SET version = 1");
        assertEquals(2, append("x", JobState.CREATED).id());
    }

    @Test
    public void tablesThatWereTakenAwayAreMadeAgain() throws Exception {
        append("x", JobState.CREATED);
        run("DROP TABLE patchbay_job, patchbay_session_log, patchbay_sequence, patchbay_version");
        assertThrows(JournalException.class, () -> append("x", JobState.CREATED));
        assertEquals(1, append("x", JobState.CREATED).id());
    }

    // interrupted

    @Test
    public void whatHadNotEndedIsMarkedInterrupted() throws Exception {
        for (JobState state : JobState.values()) {
            append(state.name(), state);
        }
        restart("second");
        JobError error = JobError.of("TaskException", JobError.INTERRUPTED, "dispatcher process died");
        assertEquals(4, journal.markInterrupted(error));
        assertEquals(0, journal.markInterrupted(error));
        for (JobState state : JobState.values()) {
            Job job = journal.find(state.ordinal() + 1).orElseThrow();
            assertEquals(state.isFinal() ? state : JobState.FAILED, job.state());
            assertEquals(!state.isFinal(), error.equals(job.error()));
            assertEquals(List.of("/mnt/tank", 42L), job.args());
        }
        assertEquals(now, journal.find(1).orElseThrow().finishedAt());
    }

    @Test
    public void moreThanOnePortionIsMarked() throws Exception {
        database.write(batch -> {
            for (int i = 0; i < 1_234; i++) {
                batch.add(
                        JobTable.INSERT,
                        with(JobTable.values(TestJobs.job("x", JobState.WAITING)), batch.nextId("job")));
            }
            return 0;
        });
        assertEquals(1_234, journal.markInterrupted(JobError.of("X", 4, "died")));
        assertEquals(
                Long.valueOf(1_234), journal.query(List.of(List.of("state", "=", "FAILED")), options("count", true)));
    }

    // queries

    @Test
    public void malformedQueriesAreRefusedBeforeTheDatabaseIsAsked() {
        CallException failure =
                assertThrows(CallException.class, () -> journal.query(List.of(List.of("id", "<>", 1L)), null));
        assertEquals(22, failure.code());
        assertThrows(CallException.class, () -> journal.query(null, options("limit", -1L)));
    }

    @Test
    public void everyQueryAnswersAsInMemory() throws Exception {
        Random random = new Random(4);
        fill(random, 700);
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object each : query(null, null)) {
            all.add(map(each));
        }
        assertEquals(700, all.size());
        QueryMaker maker = new QueryMaker(random);
        int notEmpty = 0;
        for (int i = 0; i < 500; i++) {
            List<Object> filter = maker.filter();
            Map<String, Object> options = maker.options();
            String expected = shown(inMemory(all, filter, options));
            assertEquals(filter + " " + options, expected, shown(journal.query(filter, options)));
            notEmpty += expected.length() > 4 ? 1 : 0;
        }
        assertTrue("only " + notEmpty + " found something", notEmpty > 100);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static String shown(Object answer) {
        return answer instanceof Stream<?> ? list(answer).toString() : String.valueOf(answer);
    }

    /** Equal ones are in the order of their ids, in the direction of the last key. */
    private static Object inMemory(List<Map<String, Object>> all, List<Object> filter, Map<String, Object> options)
            throws CallException {
        List<Map<String, Object>> records = new ArrayList<>(all);
        Query query = Query.of(filter, options);
        boolean isAllColumns = query.sort().stream()
                .allMatch(key -> JobTable.TABLE.column(key.field()).isPresent());
        boolean isDescending = !query.sort().isEmpty()
                && query.sort().get(query.sort().size() - 1).isDescending();
        if (isAllColumns && isDescending) {
            Collections.reverse(records);
        }
        return query.on(records.stream());
    }

    private void fill(Random random, int count) throws Exception {
        for (int i = 0; i < count; i += 100) {
            database.write(batch -> {
                for (int n = 0; n < 100; n++) {
                    JobState state = JobState.values()[random.nextInt(JobState.values().length)];
                    Job job = TestJobs.job(
                            0,
                            QueryMaker.NAMES.get(random.nextInt(QueryMaker.NAMES.size())),
                            state,
                            List.of((long) random.nextInt(5)),
                            null,
                            QueryMaker.USERS.get(random.nextInt(QueryMaker.USERS.size())),
                            random.nextInt(3) == 0 ? null : (long) random.nextInt(6),
                            random.nextInt(3) > 0 ? null : (long) random.nextInt(50),
                            TestJobs.START.plusSeconds(random.nextInt(100)));
                    batch.add(JobTable.INSERT, with(JobTable.values(job), batch.nextId("job")));
                }
                return 0;
            });
        }
    }

    @Test
    public void aStreamHoldsNoConnectionAndSkipsWhatWasRemoved() throws Exception {
        fill(new Random(1), 1_000);
        try (Stream<?> stream = (Stream<?>) journal.query(null, options("select", "id"))) {
            var ids = stream.iterator();
            assertEquals(1L, ids.next());
            run("DELETE FROM patchbay_job WHERE id > 900"); // would wait, were it read
            long last = 1;
            while (ids.hasNext()) {
                last = (Long) ids.next();
            }
            assertEquals(900, last);
        }
    }

    @Test
    public void aSingleOneThatIsNotThereIsNull() throws Exception {
        assertNull(journal.query(List.of(List.of("id", "=", 5L)), options("single", true)));
        append("x", JobState.CREATED);
        assertEquals("x", journal.query(List.of(List.of("id", "=", 1.0)), options("single", true, "select", "name")));
    }

    // retention

    @Test
    public void whatEndedLongAgoIsRemovedAndWhatRunsIsKept() throws Exception {
        Settings settings = new Settings();
        settings.keepForDays = 10;
        restart("second", settings);
        Instant old = now.minus(Duration.ofDays(11));
        for (int i = 0; i < 3; i++) {
            journal.append(TestJobs.job(0, "old", JobState.FINISHED, List.of(), null, "", null, null, old));
            journal.append(TestJobs.job(0, "old", JobState.EXECUTING, List.of(), null, "", null, null, old));
            journal.append(
                    TestJobs.job(0, "new", JobState.FINISHED, List.of(), null, "", null, null, now.minusSeconds(60)));
        }
        assertEquals(3, new Retention(database, 1_000, 10, () -> now).remove());
        assertEquals(Long.valueOf(6), journal.query(null, options("count", true)));
        assertEquals(0, new Retention(database, 1_000, 0, () -> now).remove());
    }

    @Test
    public void moreThanAreKeptAreRemovedOldestFirst() throws Exception {
        fill(new Random(2), 1_500);
        long unended = (Long) journal.query(
                List.of(List.of("state", "nin", List.of("FINISHED", "FAILED", "ABORTED")), List.of("id", "<=", 1_400L)),
                options("count", true));
        new Retention(database, 100, 0, () -> now).remove();
        assertEquals(Long.valueOf(100 + unended), journal.query(null, options("count", true)));
        assertEquals(1_501, append("x", JobState.CREATED).id());
    }

    // sessions

    @Test
    public void sessionsAreOpenedAndClosed() throws Exception {
        SqlSessionLog log = new SqlSessionLog(database);
        assertEquals(1, log.open("ann", "GUI", "127.0.0.1:5"));
        assertEquals(2, log.open("bob", null, "127.0.0.1:6"));
        log.close(1);
        log.close(77);
        now = now.plusSeconds(5);
        log.close(1);
        Map<?, ?> first = (Map<?, ?>) log.query(List.of(List.of("id", "=", 1L)), options("single", true));
        assertEquals(
                Arrays.asList(1L, "ann", "GUI", "127.0.0.1:5", now.minusSeconds(5), now.minusSeconds(5), false),
                new ArrayList<>(first.values()));
        assertEquals(
                List.of("bob"), list(log.query(List.of(List.of("active", "=", true)), options("select", "username"))));
    }

    @Test
    public void sessionsOfAnEarlierRunAreClosedAtTheStartAndThoseOfThisOneAreNot() throws Exception {
        new SqlSessionLog(database).open("ann", null, "a");
        restart("first");
        assertEquals(
                1L, new SqlSessionLog(database).query(List.of(List.of("active", "=", true)), options("count", true)));
        restart("second");
        SqlSessionLog log = new SqlSessionLog(database);
        assertEquals(0L, log.query(List.of(List.of("active", "=", true)), options("count", true)));
        assertEquals(2, log.open("bob", null, "b"));
    }
}
