package dev.patchbay.process.internal;

import static dev.patchbay.process.internal.WorkshopRule.script;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.ProcessPlan.Stop;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.SupervisedProcess.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Real processes and what they start: asked, told, forced; the times are short. */
public class StoppingTest {

    private static final long LIMIT_IN_MS = 20_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String IGNORING = "trap '' TERM INT HUP; ";

    /** Prints its id and stays, whatever it is told. */
    private static final String DEAF = IGNORING + "echo $$; while :; do sleep 1; done";

    private static final String QUOTED_DEAF = DEAF.replace("'", "'\\''");

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    @Rule
    public final WorkshopRule node = new WorkshopRule();

    private final RecordingListener listener = new RecordingListener();

    /** Stops it and returns how long that took, in milliseconds. */
    private static long stop(SupervisedProcess process) throws InterruptedException {
        long began = System.nanoTime();
        process.stop();
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static void assertTook(long tookInMs, long atLeast) {
        assertTrue("took " + tookInMs + " ms", tookInMs >= atLeast && tookInMs < atLeast + 2_000);
    }

    @Test
    public void itIsAskedByItsLastLineFirst() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "read -r line; echo told $line; read -r more || echo closed; exit 4")
                        .withStop(new Stop("bye", 10_000, 10_000)),
                listener);
        listener.awaitCall("ready");
        assertTook(stop(process), 0);
        assertEquals(List.of("told bye", "closed"), listener.lines);
        assertTrue(listener.calls.contains("ended 4"));
        assertEquals("was stopped", process.problem());
    }

    @Test
    public void anEmptyLastLineOnlyClosesItsInput() throws InterruptedException {
        SupervisedProcess process =
                node.start(script("a", "read -r line || echo closed").withStop(new Stop("", 10_000, 10_000)), listener);
        listener.awaitCall("ready");
        assertTook(stop(process), 0);
        assertEquals(List.of("closed"), listener.lines);
    }

    @Test
    public void withoutALastLineItStillHasItsTimeToEndByItself() throws InterruptedException {
        SupervisedProcess process =
                node.start(script("a", "echo up; sleep 60").withStop(new Stop(null, 300, 10_000)), listener);
        listener.awaitLines(1);
        assertTook(stop(process), 300);
        assertTrue(listener.calls.contains("ended 143"));
    }

    @Test
    public void whatIgnoresAskingAndTellingIsKilledAtTheTimesPlanned() throws InterruptedException {
        SupervisedProcess process = node.start(script("a", DEAF).withStop(new Stop("bye", 300, 500)), listener);
        List<ProcessHandle> pids = listener.awaitPids(1);
        process.stop();
        assertEquals(State.STOPPING, process.state());
        process.stop();
        assertTook(stop(process), 600);
        assertTrue(listener.calls.contains("ended 137"));
        Gone.await(pids, AT_ONCE);
    }

    @Test
    public void theWholeTreeIsToldAndTheDeafPartOfItKilled() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "sh -c '" + QUOTED_DEAF + "' & sh -c 'echo $$; exec sleep 60' & wait")
                        .withStop(Stop.byTelling(400)),
                listener);
        List<ProcessHandle> pids = listener.awaitPids(2);
        assertTook(stop(process), 400);
        Gone.await(pids, AT_ONCE);
    }

    @Test
    public void aDaemonInASessionOfItsOwnIsFoundByItsMark() throws InterruptedException {
        assertStrayEnds("(setsid sh -c 'echo $$; exec sleep 60' &) ; read -r go");
    }

    @Test
    public void aChildWithoutEnvironmentIsFoundByItsSession() throws InterruptedException {
        assertStrayEnds("(env -i sh -c 'echo $$; exec sleep 60' &) ; read -r go");
    }

    @Test
    public void aChildInItsOwnSessionWithoutEnvironmentIsFoundByItsParent() throws InterruptedException {
        assertStrayEnds("setsid env -i sh -c 'echo $$; exec sleep 60' & read -r go");
    }

    private void assertStrayEnds(String script) throws InterruptedException {
        SupervisedProcess process = node.start(script("a", script), listener);
        List<ProcessHandle> pids = listener.awaitPids(1);
        stop(process);
        Gone.await(pids, AT_ONCE);
    }

    @Test
    public void whatIsLeftBehindByOneThatEndsIsEndedBeforeItsEndIsTold() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "setsid sh -c '" + QUOTED_DEAF + "' & (sh -c 'echo $$; exec sleep 60' &); read -r go")
                        .withStop(Stop.byTelling(300)),
                listener);
        List<ProcessHandle> pids = listener.awaitPids(2);
        assertTrue(process.send("go"));
        listener.awaitCall("ended 0");
        pids.forEach(pid -> assertTrue(Gone.isGone(pid)));
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
    }

    @Test
    public void aRestartFindsNothingOfTheRunBefore() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "(setsid sh -c 'echo $$; exec sleep 60' &); sleep 0.2; exit 1")
                        .withRestart(new ProcessPlan.Restart(Set.of(), 1, 1, 3, 10_000)),
                listener);
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        assertEquals(3, listener.lines.size());
        listener.lines.forEach(
                pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(handle -> assertTrue(Gone.isGone(handle))));
    }

    @Test
    public void oneThatForksWithoutEndIsEnded() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "echo $$; f() { trap '' TERM; sleep 0.05; (f &); (setsid sleep 5 &); }; f; read -r go")
                        .withStop(Stop.byTelling(100)),
                listener);
        listener.awaitLines(1);
        stop(process);
        await().atMost(AT_ONCE)
                .until(() -> ProcFolder.read(0).stream()
                        .noneMatch(entry ->
                                entry.marks().contains(node.workshop().marks().ofThisLife())));
    }

    @Test
    public void oneThatEscapesAndHoldsTheOutputOpenDoesNotHoldUpTheEnd() throws InterruptedException {
        SupervisedProcess process = node.start(
                script("a", "(setsid env -i sh -c 'echo $$; exec sleep 30' &); sleep 0.5; exit 6"), listener);
        List<ProcessHandle> pids = listener.awaitPids(1);
        assertTrue(process.awaitEnd(10_000));
        assertTrue(listener.calls.contains("ended 6"));
        assertTrue(
                "it took a new session, no environment and a parent that ended",
                pids.get(0).isAlive());
        pids.get(0).destroyForcibly();
    }

    @Test
    public void closedOutputIsNoEnd() throws InterruptedException {
        SupervisedProcess process = node.start(script("a", "echo last; exec >&- 2>&-; read -r go; exit 5"), listener);
        listener.awaitLines(1);
        assertFalse(process.awaitEnd(300));
        assertEquals(State.RUNNING, process.state());
        assertTrue(process.send("go"));
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        assertTrue(listener.calls.contains("ended 5"));
    }

    @Test
    public void aMemberThatNeitherReadsNorEndsDoesNotHoldUpItsStop() throws Exception {
        SupervisedProcess process = node.start(script("a", DEAF).withStop(new Stop("bye", 100, 100)), listener);
        listener.awaitLines(1);
        String flood = "x".repeat(1 << 20);
        Thread sender = new Thread(() -> process.send(flood));
        sender.start();
        await().until(() -> sender.getState() == Thread.State.RUNNABLE);
        assertTook(stop(process), 200);
        sender.join(LIMIT_IN_MS);
        assertFalse("the sender was let go", sender.isAlive());
    }

    @Test
    public void oneThatEndsInTheMomentItIsStoppedEndsOnce() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            RecordingListener each = new RecordingListener();
            SupervisedProcess process = node.start(script("a", "read -r go").withStop(new Stop("go", 50, 50)), each);
            await().until(() -> process.pid().isPresent());
            if (i % 2 == 0) {
                process.send("go");
            }
            process.stop();
            assertTrue(process.awaitEnd(LIMIT_IN_MS));
            assertEquals(
                    1,
                    each.calls.stream().filter(call -> call.startsWith("ended")).count());
            assertEquals(State.ENDED, process.state());
        }
    }

    @Test
    public void oneThatIsStoppedWhileItStartsEnds() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            SupervisedProcess process = node.start(script("a", "sleep 60"), ProcessListener.NONE);
            process.stop();
            assertTrue(process.awaitEnd(LIMIT_IN_MS));
        }
    }

    @Test
    public void closingEndsAllAtTheSameTimeAndTheDeafByForce() {
        List<ProcessHandle> pids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            RecordingListener each = new RecordingListener();
            node.start(script("a" + i, DEAF).withStop(new Stop(null, 60_000, 60_000)), each);
            pids.addAll(each.awaitPids(1));
        }
        long began = System.nanoTime();
        node.workshop().close(300);
        assertTook(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), 300);
        Gone.await(pids, AT_ONCE);
    }
}
