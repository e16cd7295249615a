package dev.patchbay.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.JobState;
import dev.patchbay.query.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** That indexes are used, and what it takes. */
public class PlansTest {

    private static final List<String> NAMES =
            List.of("disk.format", "volume.create", "volume.destroy", "share.update", "update.apply");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private JdbcConnectionPool pool;
    private JournalDatabase database;
    private SqlJournal journal;

    @Before
    public void open() {
        pool = JdbcConnectionPool.create(H2Urls.in(folder.getRoot().toPath()), "sa", "");
        database = new JournalDatabase(pool, "1", new Settings(), InstantSource.system());
        journal = new SqlJournal(database);
    }

    @After
    public void close() {
        database.deactivate();
        pool.dispose();
    }

    private void fill(int count) throws SQLException {
        for (int i = 0; i < count; i += 1_000) {
            int first = i;
            database.write(batch -> {
                for (int n = first; n < first + 1_000; n++) {
                    JobState state =
                            n % 97 == 0 ? JobState.FAILED : n % 1_000 == 7 ? JobState.ABORTED : JobState.FINISHED;
                    List<Object> values = new ArrayList<>(JobTable.values(TestJobs.job(
                            0,
                            NAMES.get(n % NAMES.size()),
                            state,
                            List.of("/mnt/tank/" + n, 42L),
                            null,
                            "user" + n % 9,
                            (long) n / 100,
                            n % 10 == 0 ? (long) n : null,
                            TestJobs.START.plusMillis(100L * n))));
                    values.add(batch.nextId("job"));
                    batch.add(JobTable.INSERT, values);
                }
                return 0;
            });
        }
    }

    private static final List<List<Object>> FILTERS = List.of(
            List.of(),
            List.of(List.of("state", "=", "FAILED")),
            List.of(List.of("state", "=", "FINISHED")),
            List.of(List.of("state", "!=", "FINISHED")),
            List.of(List.of("state", "in", List.of("CREATED", "WAITING", "EXECUTING"))),
            List.of(List.of("state", "in", List.of("FINISHED", "FAILED"))),
            List.of(List.of("name", "=", "volume.create")),
            List.of(List.of("user", "=", "user3")),
            List.of(List.of("session", "=", 77L)),
            List.of(List.of("parent", "=", 770L)),
            List.of(List.of("name", "=", "volume.create"), List.of("state", "=", "FAILED")),
            List.of(List.of("created_at", ">", "2026-11-01T00:01:00Z")));

    private static final List<String> SORTS = List.of("id", "-id", "-created_at", "-finished_at");

    @Test
    public void filtersAndSortsReadIndexesInOrder() throws Exception {
        fill(5_000);
        for (String index : List.of("state", "name", "user", "session", "parent")) {
            String plan = plan(
                    List.of(List.of(index, "=", index.equals("session") || index.equals("parent") ? 7L : "x")), "-id");
            assertTrue(plan, plan.contains("PATCHBAY_JOB_" + index.toUpperCase(Locale.ROOT)));
            assertTrue(plan, plan.contains("index sorted"));
        }
        for (String sort : List.of("id", "-id", "created_at", "-created_at", "-finished_at", "started_at")) {
            String plan = plan(List.of(), sort);
            assertTrue(plan, plan.contains("index sorted"));
        }
        String plan = plan(List.of(List.of("state", "=", "FAILED")), "-created_at");
        assertTrue(plan, plan.contains("PATCHBAY_JOB_STATE_CREATED") && plan.contains("index sorted"));
        assertFalse(
                "no index says who has which arguments",
                plan(List.of(List.of("args.0", "=", 1L)), "-abortable").contains("index sorted"));
    }

    private String plan(List<Object> filter, String sort) throws Exception {
        Query query = Query.of(filter, Map.of("sort", sort));
        Condition condition = new SqlFilter(JobTable.TABLE).translate(query.filter());
        String order = new SqlOrder(JobTable.TABLE, database.dialect())
                .translate(query.sort(), condition)
                .orElseThrow();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN SELECT id FROM patchbay_job WHERE "
                        + condition.sql() + " ORDER BY " + order + " LIMIT 50")) {
            Sql.bind(statement, condition.values());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Takes minutes; prints what it measured: -Dpatchbay.jobs=1000000. */
    @Test
    public void manyJobsAreSearchedInMilliseconds() throws Exception {
        int count = Integer.getInteger("patchbay.jobs", 0);
        Assume.assumeTrue("-Dpatchbay.jobs=N says how many", count > 0);
        long start = System.nanoTime();
        fill(count);
        System.out.printf("fill %d: %d s%n", count, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        for (List<Object> filter : FILTERS) {
            StringBuilder line = new StringBuilder();
            for (String sort : SORTS) {
                line.append(String.format(" %s %.1f", sort, best(filter, Map.of("sort", sort, "limit", 50L))));
            }
            line.append(String.format(" count %.1f", best(filter, Map.of("count", true))));
            System.out.println(filter + line.toString());
        }
        start = System.nanoTime();
        try (Stream<?> all = (Stream<?>) journal.query(null, Map.of())) {
            var each = all.iterator();
            each.next();
            System.out.printf("first of all: %.0f ms%n", (System.nanoTime() - start) / 1e6);
            int seen = 1;
            for (; each.hasNext(); seen++) {
                each.next();
            }
            System.out.printf("all %d: %.0f ms%n", seen, (System.nanoTime() - start) / 1e6);
        }
    }

    private double best(List<Object> filter, Map<String, Object> options) throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            if (journal.query(filter, options) instanceof Stream<?> found) {
                try (found) {
                    found.forEach(job -> {});
                }
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    /** Many that record at once are not slower than a bare loop, and faster together than one alone. */
    @Test
    public void jobsOfManyThreadsAreRecordedTogether() throws Exception {
        double seconds = Integer.getInteger("patchbay.seconds", 1);
        rate(1, 0.5);
        double one = rate(1, seconds);
        double many = rate(32, seconds);
        System.out.printf(
                "appends/s: 1 thread %.0f, 32 threads %.0f; bare loop, commit each %.0f, each 32nd %.0f%n",
                one, many, bare(1, seconds), bare(32, seconds));
        assertTrue(one + " alone, " + many + " together", many > one * 1.5);
    }

    private double rate(int threads, double seconds) throws Exception {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(threads);
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            new Thread(() -> {
                        try {
                            while (System.nanoTime() - start < seconds * 1e9) {
                                journal.append(TestJobs.job("x", JobState.CREATED));
                                done.incrementAndGet();
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        } finally {
                            ended.countDown();
                        }
                    })
                    .start();
        }
        assertTrue(ended.await(60, TimeUnit.SECONDS));
        double rate = done.get() * 1e9 / (System.nanoTime() - start);
        assertEquals(0, ended.getCount());
        return rate;
    }

    private double bare(int together, double seconds) throws SQLException {
        long start = System.nanoTime();
        int done = 0;
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(JobTable.INSERT)) {
            connection.setAutoCommit(false);
            for (long id = 10_000_000L + together * 10_000_000L; System.nanoTime() - start < seconds * 1e9; ) {
                for (int i = 0; i < together; i++) {
                    List<Object> values = new ArrayList<>(JobTable.values(TestJobs.job("x", JobState.CREATED)));
                    values.add(id++);
                    Sql.bind(statement, values);
                    statement.addBatch();
                    done++;
                }
                statement.executeBatch();
                connection.commit();
            }
            connection.setAutoCommit(true);
        }
        return done * 1e9 / (System.nanoTime() - start);
    }
}
