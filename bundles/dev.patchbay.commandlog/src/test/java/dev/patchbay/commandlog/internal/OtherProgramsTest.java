package dev.patchbay.commandlog.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The file between this node and a Python program, as shmooze's ranking service is one. */
public class OtherProgramsTest {

    /** Reads the log and keeps a table of its own in the same file, each line of input a round. */
    private static final String RANKING = """
            import sqlite3, sys
            conn = sqlite3.connect(sys.argv[1])
            conn.row_factory = sqlite3.Row
            conn.execute("CREATE TABLE IF NOT EXISTS top_item (pk INTEGER PRIMARY KEY, seen INTEGER)")
            conn.commit()
            print("ready", flush=True)
            for line in sys.stdin:
                rows = conn.execute("SELECT pk, uid, namespace, timestamp, input_json, output_json"
                                    " FROM queue_log ORDER BY pk").fetchall()
                conn.execute("INSERT INTO top_item (seen) VALUES (?)", (len(rows),))
                conn.commit()
                print(len(rows), flush=True)
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void needsPython() throws InterruptedException {
        file = folder.getRoot().toPath().resolve("commands.db");
        assumeTrue("Expected python3 with its sqlite3, got none", hasPython());
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import sqlite3").start();
            return python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Process python(String program) throws IOException {
        return new ProcessBuilder("python3", "-c", program, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private CommandLogWriter writer() {
        return new CommandLogWriter(file, new LogFile(file, new NativeLibrary(null)), Limits.DEFAULT);
    }

    @Test
    public void pythonReadsWhatWasWritten() throws Exception {
        CommandLogWriter writer = writer();
        writer.record(Entries.ofModule("a-b", "{\"cmd\": \"init\", \"args\": {\"text\": \"é\"}}", "null"));
        writer.close();
        Process python = python("""
                import sqlite3, sys, json
                conn = sqlite3.connect(sys.argv[1], detect_types=sqlite3.PARSE_DECLTYPES)
                conn.row_factory = sqlite3.Row
                row = conn.execute("SELECT * FROM pool_log").fetchone()
                text = json.loads(row["input_json"])["args"]["text"]
                answer = json.loads(row["output_json"])
                print(row["pk"], row["uid"], row["namespace"], row["timestamp"], ascii(text), answer)
                """);
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("1 a-b queue-module 2026-11-21 12:00:00 '\\xe9' None\n", said);
    }

    @Test
    public void aRankingServiceReadsAndWritesWhileTheLogIsWritten() throws Exception {
        Process python = python(RANKING);
        try (BufferedReader output = python.inputReader();
                BufferedWriter input = python.outputWriter()) {
            assertEquals("ready", output.readLine());
            CommandLogWriter writer = writer();
            writer.record(Entries.number(0));
            writer.close();
            writer = writer();
            int last = 0;
            for (int round = 1; round <= 40; round++) {
                for (int i = 0; i < 500; i++) {
                    writer.record(Entries.number(i));
                }
                input.write("go\n");
                input.flush();
                int seen = Integer.parseInt(output.readLine());
                assertTrue("expected more than " + last + ", got " + seen, seen >= last);
                last = seen;
            }
            writer.close();
            assertEquals(20_001, Rows.count(file, "queue_log"));
            assertEquals(40, Rows.count(file, "top_item"));
        } finally {
            python.destroy();
        }
    }

    @Test
    public void aPythonProgramThatKeepsATransactionOpenOnlyDelaysTheLog() throws Exception {
        Rows.execute(file, "CREATE TABLE top_item (pk INTEGER PRIMARY KEY)");
        Process python = python("""
                import sqlite3, sys
                conn = sqlite3.connect(sys.argv[1])
                conn.execute("INSERT INTO top_item VALUES (1)")
                print("open", flush=True)
                sys.stdin.readline()
                conn.commit()
                print("done", flush=True)
                """);
        RecordingStore store = new RecordingStore(new LogFile(file, new NativeLibrary(null)));
        CommandLogWriter writer = new CommandLogWriter(file, store, Limits.DEFAULT);
        try (BufferedReader output = python.inputReader();
                BufferedWriter input = python.outputWriter()) {
            assertEquals("open", output.readLine());
            writer.record(Entries.number(1));
            await().until(() -> store.failures() >= 1);
            input.write("go\n");
            input.flush();
            assertEquals("done", output.readLine());
        } finally {
            python.destroy();
            writer.close();
        }
        assertEquals(1, Rows.count(file, "queue_log"));
        assertEquals(1, Rows.count(file, "top_item"));
    }
}
