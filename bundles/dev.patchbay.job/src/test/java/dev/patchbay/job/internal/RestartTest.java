package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Rule;
import org.junit.Test;

/** What becomes of jobs when the node ends, in order or not. */
public class RestartTest {

    private static final String STOPPED = "The node stopped before the job had ended";

    @Rule
    public final EngineFixture node = new EngineFixture();

    @Test
    public void whatAFormerLifeLeftBehindIsMarkedBeforeAnythingElse() throws Exception {
        List<Long> left = new ArrayList<>();
        for (JobState state : List.of(JobState.CREATED, JobState.WAITING, JobState.EXECUTING, JobState.ROLLBACK)) {
            left.add(node.journal.leaveBehind(state));
        }
        for (Long id : left) {
            Job job = node.end(id);
            node.assertFailed(job, JobError.INTERRUPTED, "dispatcher process died");
            assertEquals("TaskException", job.error().type());
        }
        node.add("make", (input, context) -> null);
        assertEquals("ids go on", 5, node.run("make").id());
        assertEquals(1, node.journal.marks.get());
    }

    @Test
    public void aRecoveryThatFailsRefusesSubmissionsUntilItSucceeds() {
        node.add("make", (input, context) -> null);
        node.journal.failsToMark = true;
        CallException refusal = assertThrows(
                CallException.class, () -> node.engine.submit(Submission.of("make", List.of(), EngineFixture.ADA)));
        assertEquals("The database is locked", refusal.getMessage());
        assertThrows(CallException.class, () -> node.engine.query(null, null));
        node.journal.failsToMark = false;
        assertEquals(JobState.FINISHED, node.run("make").state());
    }

    @Test(timeout = 20_000)
    public void aStopInterruptsWhatRunsAndMarksWhatWaits() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        node.engine.configure(EngineFixture.settings(1));
        node.add("long", (input, context) -> {
            begun.complete(true);
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return null;
        });
        long first = node.submit("long");
        node.awaitState(first, JobState.EXECUTING);
        begun.join(); // its code, which a stop before would not let begin
        long second = node.submit("long");
        node.awaitState(second, JobState.WAITING);
        CompletableFuture<Job> waiter = CompletableFuture.supplyAsync(() -> node.end(second));
        node.engine.stop();
        assertEquals(true, interrupted.join());
        node.assertFailed(node.journal.find(first).orElseThrow(), JobError.INTERRUPTED, STOPPED);
        node.assertFailed(waiter.join(), JobError.INTERRUPTED, STOPPED);
        CallException refusal = assertThrows(
                CallException.class, () -> node.engine.submit(Submission.of("long", List.of(), EngineFixture.ADA)));
        assertEquals(JobError.INTERRUPTED, refusal.code());
    }

    @Test(timeout = 20_000)
    public void aStopIsBoundedAlthoughATaskIgnoresIt() {
        node.add("long", (input, context) -> {
            node.mayEnd.acquireUninterruptibly();
            return null;
        });
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.engine.stop();
        node.assertFailed(node.job(id), JobError.INTERRUPTED, STOPPED);
    }
}
