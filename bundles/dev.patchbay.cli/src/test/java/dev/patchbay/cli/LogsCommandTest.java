package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LogsCommandTest {

    private static final String LINE = "2026-11-21T12:00:00.000Z out hello\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home = Path.of("");

    @Before
    public void makeHome() {
        home = folder.getRoot().toPath();
    }

    private CliRun run(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--home";
        all[1] = home.toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return CliRun.of(all);
    }

    @Test
    public void theLastLinesArePrinted() throws Exception {
        try (FakeNode node = FakeNode.saying(home, LINE + LINE)) {
            CliRun run = run("logs", "worker");

            assertEquals(LINE + LINE, run.out());
            assertEquals("", run.err());
            assertEquals(ExitCode.OK, run.exitCode());
            assertEquals("logs worker -n 50", node.asked.take());
        }
    }

    @Test
    public void followAndLinesArePassedOnInAnyOrder() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "")) {
            run("logs", "-f", "-n", "3", "module/text");
            run("logs", "module/text", "-n3", "--follow");

            assertEquals("logs module/text -f -n 3", node.asked.take());
            assertEquals("logs module/text -f -n 3", node.asked.take());
        }
    }

    @Test
    public void whatFollowsIsPrintedWhenItComes() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        FakeNode.Script script = client -> {
            client.say("2");
            awaitLatch(go);
            client.say(LINE.substring(1) + FakeNode.MARK);
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FakeNode node = new FakeNode(home, script)) {
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> execute(out));

            await().until(() -> out.toString(UTF_8), is("2"));
            go.countDown();

            assertEquals(Integer.valueOf(0), code.get(10, TimeUnit.SECONDS));
            assertEquals(LINE, out.toString(UTF_8));
            assertEquals("logs worker -f -n 50", node.asked.take());
        }
    }

    @Test
    public void followingEndsWhenNobodyReads() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FakeNode.Script script = client -> {
            client.say(LINE);
            client.hear(); // its end
            ended.countDown();
        };
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (FakeNode node = new FakeNode(home, script)) {
            assertEquals(0, execute(gone));
            assertTrue(ended.await(10, TimeUnit.SECONDS));
            assertEquals("logs worker -f -n 50", node.asked.take());
        }
    }

    private int execute(OutputStream out) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        return Main.commandLine(console, Map.of()).execute("logs", "worker", "-f", "--home", home.toString());
    }

    private static void awaitLatch(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    public void aProcessThatIsNotThereIsAFailure() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "error: Expected the name of a process, got nope\n")) {
            CliRun run = run("logs", "nope");

            assertEquals("patchbay: Expected the name of a process, got nope\n", run.err());
            assertEquals("", run.out());
            assertEquals(ExitCode.FAILED, run.exitCode());
            assertEquals("logs nope -n 50", node.asked.take());
        }
    }

    @Test
    public void logFilesAreShownByNameAndTheHelpTellsOfThem() throws Exception {
        String record = "{\"processName\":\"lamp\",\"msg\":\"at %d\"}\n";
        try (FakeNode node = FakeNode.saying(home, record)) {
            assertEquals(record, run("logs", "modules", "-n", "20").out());
            run("logs", "process:modules", "-f");

            assertEquals("logs modules -n 20", node.asked.take());
            assertEquals("logs process:modules -f -n 50", node.asked.take());
        }
        String help = CliRun.of("help", "logs").out();
        assertTrue(help, help.contains("patchbay logs modules -f"));
        String wrong = run("logs", "a b").err();
        assertTrue(wrong, wrong.contains("Expected the name of a process or a log file, got 'a b'"));
    }

    @Test
    public void aNodeWithoutProcessesSaysSo() throws Exception {
        try (FakeNode node = FakeNode.saying(home, "unknow command\n")) {
            CliRun logs = run("logs", "worker");
            CliRun processes = run("processes");

            assertEquals(
                    "patchbay: The node knows no 'logs'; 'patchbay exec why' tells what is missing of it\n",
                    logs.err());
            assertEquals(ExitCode.FAILED, logs.exitCode());
            assertTrue(processes.err(), processes.err().contains("knows no 'processes'"));
            assertEquals("logs worker -n 50", node.asked.take());
        }
    }

    @Test
    public void aNodeThatDiesInTheMiddleIsTold() throws Exception {
        try (FakeNode node = new FakeNode(home, client -> client.say(LINE))) {
            CliRun run = run("logs", "worker", "-f");

            assertEquals(LINE, run.out());
            assertEquals("patchbay: The node went away in the middle of its answer\n", run.err());
            assertEquals(ExitCode.FAILED, run.exitCode());
            assertEquals("logs worker -f -n 50", node.asked.take());
        }
    }

    @Test
    public void aNameThatIsNoneAndLinesThatAreNoneAreWrongUsage() {
        assertEquals(ExitCode.USAGE, run("logs").exitCode());
        assertEquals(ExitCode.USAGE, run("logs", "a b").exitCode());
        assertEquals(ExitCode.USAGE, run("logs", "").exitCode());
        assertEquals(ExitCode.USAGE, run("logs", "a", "-n", "-1").exitCode());
        assertEquals(ExitCode.USAGE, run("logs", "a", "-n", "many").exitCode());
        assertEquals(ExitCode.USAGE, run("logs", "a", "b").exitCode());
        assertEquals(ExitCode.NO_NODE, run("logs", "a").exitCode());
    }

    @Test
    public void processesArePrintedAsTheNodeTellsThem() throws Exception {
        String table = "NAME    STATE\nworker  running\n";
        try (FakeNode node = FakeNode.saying(home, table)) {
            CliRun run = run("processes");

            assertEquals(table, run.out());
            assertEquals(ExitCode.OK, run.exitCode());
            assertEquals("processes", node.asked.take());
        }
    }
}
