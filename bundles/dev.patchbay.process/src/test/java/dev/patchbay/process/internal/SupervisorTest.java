package dev.patchbay.process.internal;

import static dev.patchbay.process.internal.WorkshopRule.script;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.ProcessPlan.Restart;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.SupervisedProcess.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Real processes: starting, being ready, writing, restarting. */
public class SupervisorTest {

    private static final long LIMIT_IN_MS = 20_000;

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    @Rule
    public final WorkshopRule node = new WorkshopRule();

    private final RecordingListener listener = new RecordingListener();

    private SupervisedProcess run(ProcessPlan plan) throws InterruptedException {
        SupervisedProcess process = node.start(plan, listener);
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        return process;
    }

    @Test
    public void itIsToldInOrderAndEverythingItWroteComesBeforeItsEnd() throws InterruptedException {
        SupervisedProcess process = run(script("a", "echo one; echo two; printf three; exit 3"));
        assertEquals(
                List.of("started", "ready", "OUT one", "OUT two", "OUT three", "ended 3", "finished"), listener.calls);
        assertEquals(State.ENDED, process.state());
        assertTrue(process.problem(), process.problem().startsWith("ended with status 3 after "));
        assertTrue(node.workshop().supervisor().find("a").isEmpty());
        assertEquals(List.of("process.started", "process.ready", "process.ended"), node.announcer.events);
        assertEquals(List.of("out one", "out two", "out three"), node.announcer.output);
    }

    @Test
    public void lastWordsAndSignalsAreInTheProblem() throws InterruptedException {
        assertTrue(
                run(script("a", "echo no such luck >&2; exit 1")).problem().endsWith("its last words: no such luck"));
        assertTrue(run(script("b", "kill -9 $$")).problem().startsWith("ended with status 137 (signal 9)"));
    }

    @Test
    public void itRunsInItsDirectoryWithItsEnvironment() throws InterruptedException, IOException {
        Path directory = Files.createDirectory(node.home().resolve("there"));
        run(script("a", "pwd; echo $COLOUR").withDirectory(directory).withEnvironment(Map.of("COLOUR", "red")));
        assertEquals(List.of(directory.toRealPath().toString(), "red"), listener.lines);
        run(script("b", "pwd"));
        assertEquals(node.home().toRealPath().toString(), listener.lines.get(2));
    }

    @Test
    public void itIsReadyWithExactlyItsLineOnStandardOutput() {
        SupervisedProcess process = node.start(
                script("a", "echo READY >&2; echo READY now; read -r go; echo READY; read -r go")
                        .withReady("READY", 0),
                listener);
        listener.awaitLines(2);
        assertEquals(State.STARTING, process.state());
        assertTrue(process.send("go"));
        listener.awaitCall("ready");
        assertEquals(State.RUNNING, process.state());
    }

    @Test
    public void itIsReadyWhenSomebodySaysSoAndOnlyOnce() {
        SupervisedProcess process = node.start(script("a", "read -r go").withReady(null, 0), listener);
        listener.awaitCall("started");
        process.ready();
        process.ready();
        assertEquals(State.RUNNING, process.state());
        assertEquals(List.of("started", "ready"), listener.calls);
    }

    @Test
    public void whatIsNotReadyInTimeIsEndedAndCountsAsAnEnd() throws InterruptedException {
        SupervisedProcess process = run(
                script("a", "sleep 60").withReady("READY", 200).withRestart(new Restart(Set.of(), 1, 1, 2, 10_000)));
        assertEquals(State.GIVEN_UP, process.state());
        assertEquals(2, process.starts());
        assertTrue(process.problem(), process.problem().contains("was not ready within 200 ms"));
    }

    @Test
    public void linesGoToItsStandardInputUntilItCloses() throws InterruptedException {
        SupervisedProcess process = node.start(script("a", "read -r x; echo got $x; exec <&-; read -r y"), listener);
        await().until(() -> process.send("wörd"));
        assertEquals(List.of("got wörd"), listener.awaitLines(1));
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        assertFalse(process.send("late"));
    }

    @Test
    public void aCrashIsRestartedAtOnceThenAfterPausesThenGivenUp() throws InterruptedException {
        SupervisedProcess process = run(script("a", "exit 7").withRestart(new Restart(Set.of(0), 20, 40, 4, 10_000)));
        assertEquals(State.GIVEN_UP, process.state());
        assertEquals(4, process.starts());
        assertEquals(4, listener.calls.stream().filter("started"::equals).count());
        assertEquals(
                List.of("ended 7", "given up", "finished"),
                listener.calls.subList(listener.calls.size() - 3, listener.calls.size()));
        assertTrue(
                process.problem(),
                process.problem().startsWith("given up after 4 ends in a row; the last: ended with"));
        assertEquals(List.of(process), node.workshop().supervisor().list());
    }

    @Test
    public void aGivenUpProcessMakesRoomForAnotherOfItsName() throws InterruptedException {
        SupervisedProcess first = run(ProcessPlan.of("a", List.of("/nowhere/to/be/found")));
        assertEquals(first, node.workshop().supervisor().find("a").orElseThrow());
        SupervisedProcess second = node.start(script("a", "read -r go"), listener);
        assertEquals(List.of(second), node.workshop().supervisor().list());
    }

    @Test
    public void theFirstRestartComesWithinATenthOfASecond() {
        List<Instant> starts = new CopyOnWriteArrayList<>();
        SupervisedProcess process =
                node.start(script("a", "read -r go").withRestart(Restart.ALWAYS), new ProcessListener() {
                    @Override
                    public void onStarted(long pid) {
                        starts.add(Instant.now());
                    }
                });
        await().until(() -> process.state() == State.RUNNING);
        Instant killed = Instant.now();
        ProcessHandle.of(process.pid().getAsLong()).orElseThrow().destroyForcibly();
        await().until(() -> starts.size() == 2);
        long tookInMs = starts.get(1).toEpochMilli() - killed.toEpochMilli();
        assertTrue("took " + tookInMs + " ms", tookInMs < 500);
    }

    @Test
    public void aFinalStatusIsTheEnd() throws InterruptedException {
        SupervisedProcess process = run(script("a", "exit 0").withRestart(new Restart(Set.of(0), 1, 1, 9, 1)));
        assertEquals(State.ENDED, process.state());
        assertEquals(1, process.starts());
    }

    @Test
    public void stoppingDuringThePauseEndsItAtOnce() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "exit 1").withRestart(new Restart(Set.of(), 60_000, 60_000, 9, 1_000)), listener);
        await().until(() -> process.starts() == 2 && process.state() == State.PAUSING);
        process.stop();
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        assertEquals(State.ENDED, process.state());
        assertEquals("finished", listener.calls.get(listener.calls.size() - 1));
    }

    @Test
    public void whatCannotBeStartedSaysWhyInOneSentence() throws InterruptedException, IOException {
        Path file = Files.createFile(node.home().resolve("plain"));
        assertProblem("Expected the program no-such-program on the PATH, found none", "no-such-program");
        assertProblem("Expected a program at /no/such/file, found none", "/no/such/file");
        assertProblem("found a directory", node.home().toString());
        assertProblem("found a file that may not be executed; chmod +x it", file.toString());
        SupervisedProcess process =
                run(ProcessPlan.of("a", List.of("sh")).withDirectory(Path.of("/no/such/directory")));
        assertEquals("Expected a directory to run sh in at /no/such/directory, found none", process.problem());
        assertEquals(0, process.starts());
        assertTrue(process.pid().isEmpty());
    }

    private void assertProblem(String expected, String program) throws InterruptedException {
        SupervisedProcess process = run(ProcessPlan.of("a", List.of(program)));
        assertEquals(State.GIVEN_UP, process.state());
        assertTrue(process.problem(), process.problem().contains(expected));
        assertEquals("finished", listener.calls.get(listener.calls.size() - 1));
    }

    @Test
    public void aFileThatIsNoProgramEndsWithTheReasonInItsLastWords() throws InterruptedException, IOException {
        Path file = Files.writeString(node.home().resolve("broken"), "#!/no/such/interpreter\n");
        assertTrue(file.toFile().setExecutable(true));
        SupervisedProcess process = run(ProcessPlan.of("a", List.of(file.toString())));
        assertTrue(process.problem(), process.problem().startsWith("ended with status 127 "));
        assertTrue(process.problem(), process.problem().contains("No such file or directory"));
    }

    @Test
    public void twoOfOneNameAreRefusedWhileTheFirstIsWatched() throws InterruptedException {
        SupervisedProcess first = node.start(script("a", "read -r go"), listener);
        assertThrows(IllegalArgumentException.class, () -> node.start(script("a", "read -r go"), ProcessListener.NONE));
        first.stop();
        assertTrue(first.awaitEnd(LIMIT_IN_MS));
        assertNotEquals(first, node.start(script("a", "read -r go"), ProcessListener.NONE));
    }

    @Test
    public void outputThatIsProtocolIsForTheListenerAlone() throws InterruptedException, IOException {
        run(script("a", "echo secret; echo told >&2").withOutputAsProtocol());
        assertEquals(Set.of("secret", "told"), Set.copyOf(listener.lines));
        String log = Files.readString(node.home().resolve("log/processes/a.log"));
        assertTrue(log, log.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z err told\n"));
        assertEquals(List.of("err told"), node.announcer.output);
    }

    @Test
    public void aNameThatIsNoFileNameStaysInTheFolder() throws InterruptedException {
        run(script("../../x", "echo here"));
        assertEquals(1, node.home().resolve("log/processes").toFile().list().length);
        assertFalse(new File(node.home().toFile(), "x.log").exists());
    }

    @Test
    public void aListenerThatThrowsOrIsSlowHarmsNobody() throws InterruptedException {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        SupervisedProcess slow = node.start(script("slow", "echo a; echo b"), new ProcessListener() {
            @Override
            public void onLine(Stream stream, String line, Instant time) {
                listener.lines.add(line);
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("thrown on purpose");
            }
        });
        listener.awaitLines(1);
        RecordingListener other = new RecordingListener();
        assertTrue(node.start(script("b", "echo c"), other).awaitEnd(LIMIT_IN_MS));
        assertFalse("its listener has not taken everything", slow.awaitEnd(1_200));
        mayGoOn.countDown();
        assertTrue(slow.awaitEnd(LIMIT_IN_MS));
        assertEquals(List.of("a", "b"), listener.lines);
    }

    @Test
    public void limitsHoldForItAndItsChildren() throws InterruptedException {
        run(script("a", "ulimit -v; ulimit -t; ulimit -H -t; ulimit -n; sh -c 'ulimit -n'")
                .withLimits(new ProcessPlan.Limits(512 << 20, 5, 64)));
        assertEquals(List.of("524288", "5", "6", "64", "64"), listener.lines);
    }

    @Test
    public void pastItsProcessorTimeItIsEndedBySigxcpu() throws InterruptedException {
        SupervisedProcess process = run(script("a", "while :; do :; done").withLimits(new ProcessPlan.Limits(0, 1, 0)));
        assertTrue(process.problem(), process.problem().startsWith("ended with status 152 (signal 24)"));
    }
}
