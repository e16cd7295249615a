package dev.patchbay.job.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

/** A journal that cannot be written. */
public class JournalFaultTest {

    private static final String FULL = "The disk is full; make room";

    @Rule
    public final EngineFixture node = new EngineFixture();

    @Test
    public void aJobThatCannotBeRecordedIsRefusedWithTheReason() {
        node.add("make", (input, context) -> null);
        node.journal.failing = job -> true;
        CallException refusal = assertThrows(
                CallException.class, () -> node.engine.submit(Submission.of("make", List.of(), EngineFixture.ADA)));
        assertEquals(JobError.FAULT, refusal.code());
        assertEquals(FULL, refusal.getMessage());
        assertEquals(List.of(), node.events);
        assertEquals(Optional.of(FULL), node.engine.health().problem());
        node.journal.failing = job -> false;
        assertEquals(JobState.FINISHED, node.run("make").state());
        assertEquals(Optional.empty(), node.engine.health().problem());
    }

    @Test
    public void aShortFaultIsNotNoticed() {
        node.add("make", (input, context) -> "made");
        for (JobState state : List.of(JobState.WAITING, JobState.EXECUTING, JobState.FINISHED)) {
            int[] left = {2};
            node.journal.failing = job -> job.state() == state && left[0]-- > 0;
            Job job = node.run("make");
            assertEquals(state.name(), "made", job.result());
            assertEquals(8, node.told(job.id()).size());
        }
        assertEquals(6, node.journal.failures.get());
    }

    @Test
    public void aJobThatCannotBecomeWaitingFails() {
        assertStateThatCannotBeRecordedFails(JobState.WAITING);
    }

    @Test
    public void aJobWhoseStartCannotBeRecordedFailsAndNeverRuns() {
        assertStateThatCannotBeRecordedFails(JobState.EXECUTING);
    }

    private void assertStateThatCannotBeRecordedFails(JobState state) {
        boolean[] ran = {false};
        node.add(
                "make",
                () -> new ScriptedTask.CanRollBack(
                        (input, context) -> ran[0] = true, (input, context) -> ran[0] = true));
        node.journal.failing = job -> job.state() == state;
        Job job = node.run("make");
        node.assertFailed(job, JobError.FAULT, FULL);
        assertEquals("JournalException", job.error().type());
        assertFalse(ran[0]);
        assertFalse(node.told(job.id()).contains("updated " + state));
    }

    @Test
    public void whatFailedIsRolledBackThoughThatCannotBeRecorded() {
        boolean[] isUndone = {false};
        node.add(
                "make",
                () -> new ScriptedTask.CanRollBack(
                        (input, context) -> {
                            throw new IllegalStateException("half done");
                        },
                        (input, context) -> isUndone[0] = true));
        node.journal.failing = job -> job.state() == JobState.ROLLBACK;
        Job job = node.run("make");
        assertEquals(JobState.FAILED, job.state());
        assertTrue(isUndone[0]);
        assertTrue(node.journal.failures.get() > 0);
    }

    @Test
    public void anEndThatCannotBeRecordedIsToldWhenItCanAndHoldsNobodyUp() {
        node.add("make", () -> new ScriptedTask((input, context) -> "made").locks("system"));
        node.journal.failing = job -> job.state() == JobState.FINISHED && job.id() == 1;
        long first = node.submit("make");
        await().until(() -> node.journal.failures.get() > 0);
        long second = node.submit("make");
        assertEquals("the resource was let go", "made", node.end(second).result());
        assertFalse(node.told(first).contains("updated FINISHED"));
        assertEquals(
                "nothing is told that is not on disk",
                JobState.EXECUTING,
                node.job(first).state());
        node.journal.failing = job -> false;
        assertEquals("made", node.end(first).result());
        assertTrue(node.told(first).contains("updated FINISHED"));
        assertEquals(Optional.of("made"), node.journal.find(first).map(Job::result));
    }

    @Test
    public void aParentDoesNotWaitForTheDiskOfItsSubtask() {
        node.add("child", (input, context) -> 5L);
        node.add("parent", (input, context) -> context.runSubtask("child", List.of()));
        node.journal.failing = job -> job.parent() != null && job.state() == JobState.FINISHED;
        assertEquals(5L, node.run("parent").result());
    }

    @Test
    public void aWarningThatCannotBeRecordedIsRecordedWithTheEnd() {
        node.add("make", (input, context) -> {
            context.warn(5, "slow disk", null);
            return null;
        });
        node.journal.failing = job -> !job.warnings().isEmpty() && job.state() == JobState.EXECUTING;
        Job job = node.run("make");
        assertEquals(JobState.FINISHED, job.state());
        assertEquals(1, job.warnings().size());
    }

    @Test
    public void anEndThatCannotBeRecordedDoesNotKeepTheNodeFromStopping() throws Exception {
        node.add("make", (input, context) -> "made");
        node.journal.failing = job -> job.state().isFinal();
        long id = node.submit("make");
        await().until(() -> node.journal.failures.get() > 0);
        node.restart(EngineFixture.settings(10));
        node.journal.failing = job -> false;
        node.assertFailed(node.end(id), JobError.INTERRUPTED, "dispatcher process died");
    }
}
