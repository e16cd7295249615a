package dev.patchbay.process.internal;

import static dev.patchbay.process.internal.WorkshopRule.script;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.SupervisedProcess.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** A system that has no thread to give: nobody waits for ever, and nothing runs unwatched. */
public class NoThreadsTest {

    private static final long LIMIT_IN_MS = 20_000;

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    /** How many it still gives. */
    private final AtomicInteger left = new AtomicInteger();

    @Rule
    public final WorkshopRule node = new WorkshopRule(new Threads(work -> {
        if (left.getAndDecrement() <= 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }));

    private final RecordingListener listener = new RecordingListener();

    @Test
    public void withoutOneToWatchItNothingIsStarted() throws InterruptedException {
        SupervisedProcess process = node.start(script("a", "echo never"), listener);
        assertTrue(process.awaitEnd(0));
        assertEquals(State.GIVEN_UP, process.state());
        assertTrue(process.problem(), process.problem().contains("unable to create native thread"));
        assertEquals(List.of("given up", "finished"), listener.calls);

        left.set(10);
        SupervisedProcess again = node.start(script("a", "echo now"), listener);
        assertTrue(again.awaitEnd(LIMIT_IN_MS));
        assertEquals(List.of("now"), listener.lines);
    }

    @Test
    public void withoutOneToReadItsOutputItIsKilled() throws InterruptedException {
        assertKilledWith(1);
    }

    @Test
    public void withoutOneToReadItsErrorsItIsKilled() throws InterruptedException {
        assertKilledWith(2);
    }

    private void assertKilledWith(int given) throws InterruptedException {
        left.set(given);
        SupervisedProcess process = node.start(script("b", "sleep 1000"), listener);
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        assertEquals(State.GIVEN_UP, process.state());
        assertEquals(List.of("given up", "finished"), listener.calls);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.current()
                        .descendants()
                        .noneMatch(
                                child -> child.info().commandLine().orElse("").contains("sleep 1000")));
    }

    @Test
    public void withoutOneToEndItGentlyItIsKilled() throws InterruptedException {
        left.set(3);
        SupervisedProcess process = node.start(
                script("c", "trap '' TERM; echo up; while :; do sleep 1000; done")
                        .withStop(new ProcessPlan.Stop(null, 60_000, 60_000)),
                listener);
        listener.awaitLines(1);
        process.stop();
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        assertEquals(State.ENDED, process.state());
    }

    @Test
    public void aProcessOfWhichOnlyTheMarkIsKnownIsFound() throws Exception {
        Assume.assumeTrue("only Linux tells the environment of processes", ProcFolder.isThere());
        String mark = node.workshop().marks().next();
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(Marks.VARIABLE, node.workshop().marks().value(mark));
        Process child = builder.start();
        assertEquals(List.of(child.toHandle()), new LinuxFamilies().marked(mark));
        assertEquals(
                List.of(), new LinuxFamilies().marked(node.workshop().marks().next()));
        child.destroyForcibly().waitFor();
        assertFalse(child.isAlive());
    }
}
