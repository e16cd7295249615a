package dev.patchbay.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A node that is killed while eight threads record jobs. */
public class KilledJournalTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Records jobs, and prints id and state when each was acknowledged. */
    public static final class Recorder {

        private Recorder() {}

        public static void main(String[] arguments) {
            JournalDatabase database =
                    database(JdbcConnectionPool.create(H2Urls.in(Path.of(arguments[0])), "sa", ""), "1");
            SqlJournal journal = new SqlJournal(database);
            for (int i = 0; i < 8; i++) {
                new Thread(() -> record(journal)).start();
            }
        }

        private static void record(SqlJournal journal) {
            try {
                while (true) {
                    Job job = journal.append(TestJobs.job("x", JobState.CREATED));
                    print(job);
                    for (JobState state : new JobState[] {JobState.WAITING, JobState.EXECUTING, JobState.FINISHED}) {
                        journal.update(TestJobs.withId(job, job.id(), state));
                        print(TestJobs.withId(job, job.id(), state));
                    }
                }
            } catch (JournalException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void print(Job job) {
            String line = job.id() + " " + job.state() + "\n";
            synchronized (System.out) {
                System.out.print(line);
                System.out.flush();
            }
        }
    }

    private static JournalDatabase database(JdbcConnectionPool pool, String run) {
        return new JournalDatabase(pool, run, new Settings(), InstantSource.system());
    }

    @Test
    public void nothingAcknowledgedIsLostAndWhatRanIsMarked() throws Exception {
        Path acknowledged = folder.newFile().toPath();
        Process recorder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recorder.class.getName(),
                        folder.getRoot().getPath())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(acknowledged.toFile())
                .start();
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.size(acknowledged) > 20_000);
        } finally {
            recorder.destroyForcibly().waitFor();
        }
        JdbcConnectionPool pool =
                JdbcConnectionPool.create(H2Urls.in(folder.getRoot().toPath()), "sa", "");
        JournalDatabase database = database(pool, "2");
        try {
            check(new SqlJournal(database), states(acknowledged));
        } finally {
            database.deactivate();
            pool.dispose();
        }
    }

    private static void check(SqlJournal journal, Map<Long, JobState> told) throws JournalException {
        for (Map.Entry<Long, JobState> each : told.entrySet()) {
            Job job = journal.find(each.getKey()).orElseThrow(() -> new AssertionError("lost: " + each));
            assertTrue(each + " but kept " + job.state(), job.state().compareTo(each.getValue()) >= 0);
        }
        assertTrue(journal.markInterrupted(JobError.of("X", JobError.INTERRUPTED, "died")) <= 8);
        for (Map.Entry<Long, JobState> each : told.entrySet()) {
            Job job = journal.find(each.getKey()).orElseThrow();
            assertTrue(each + " is now " + job.state(), job.state().isFinal());
            assertEquals(job.state() == JobState.FINISHED ? "done" : null, job.result());
        }
        long last = told.keySet().stream().mapToLong(id -> id).max().orElseThrow();
        assertTrue(journal.append(TestJobs.job("x", JobState.CREATED)).id() > last);
    }

    /** The last state of each that was acknowledged in a whole line. */
    private static Map<Long, JobState> states(Path acknowledged) throws IOException {
        String text = Files.readString(acknowledged);
        Map<Long, JobState> states = new LinkedHashMap<>();
        for (String line : text.substring(0, text.lastIndexOf('\n')).split("\n")) {
            String[] words = line.split(" ");
            states.put(Long.parseLong(words[0]), JobState.valueOf(words[1]));
        }
        return states;
    }
}
