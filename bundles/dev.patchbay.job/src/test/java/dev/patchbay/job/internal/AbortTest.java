package dev.patchbay.job.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.spi.AbortedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;

/** Somebody wants a job to end. */
public class AbortTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    private final AtomicBoolean ran = new AtomicBoolean();
    private final CountDownLatch asked = new CountDownLatch(1);

    @Test
    public void aJobThatWaitsIsAbortedAtOnceAndNeverStarts() {
        node.engine.configure(EngineFixture.settings(1));
        node.add("first", (input, context) -> {
            node.mayEnd.acquire();
            return null;
        });
        node.add("second", (input, context) -> ran.getAndSet(true));
        long first = node.submit("first");
        long second = node.submit("second");
        node.awaitState(second, JobState.WAITING);
        node.engine.abort(second);
        Job job = node.end(second);
        assertEquals(JobState.ABORTED, job.state());
        assertNull(job.error());
        assertNull(job.startedAt());
        assertEquals("Aborted", job.progress().message());
        node.mayEnd.release();
        assertEquals(JobState.FINISHED, node.end(first).state());
        node.add("third", (input, context) -> null);
        assertEquals(JobState.FINISHED, node.run("third").state());
        assertFalse(ran.get());
    }

    @Test
    public void aJobThatIsBeingVerifiedIsAbortedAtOnceAndNeverStarts() throws Exception {
        CountDownLatch verifying = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        node.add(
                "make",
                () -> new ScriptedTask((input, context) -> ran.getAndSet(true)).verify((input, context) -> {
                    verifying.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.complete(true);
                        throw e;
                    }
                    return List.of();
                }));
        long id = node.submit("make");
        verifying.await();
        node.engine.abort(id);
        assertEquals(JobState.ABORTED, node.end(id).state());
        assertTrue(interrupted.join());
        assertFalse(ran.get());
        assertEquals(List.of("created CREATED", "changed create", "updated ABORTED", "changed update"), node.told(id));
    }

    @Test
    public void anAbortableTaskThatHeedsItIsAborted() {
        node.add(
                "long",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            asked.await();
                            assertTrue(context.isEnding());
                            throw new AbortedException("Stopped at 5 of 9");
                        },
                        asked::countDown));
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        assertTrue(node.job(id).isAbortable());
        node.engine.abort(id);
        Job job = node.end(id);
        assertEquals(JobState.ABORTED, job.state());
        assertNull(job.error());
    }

    @Test
    public void anAbortedTaskIsNotRolledBack() {
        node.add(
                "make",
                () -> new ScriptedTask.CanRollBack(
                        (input, context) -> {
                            throw new AbortedException("Stopped");
                        },
                        (input, context) -> ran.getAndSet(true)));
        assertEquals(JobState.ABORTED, node.run("make").state());
        assertFalse(ran.get());
    }

    @Test
    public void anAbortableTaskMayFinishAllTheSame() {
        node.add(
                "long",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            asked.await();
                            return "done anyway";
                        },
                        asked::countDown));
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.engine.abort(id);
        assertEquals("done anyway", node.end(id).result());
    }

    @Test
    public void aTaskThatIgnoresItsAbortIsKilledAfterTheAbortTime() {
        node.add(
                "long",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            node.mayEnd.acquireUninterruptibly();
                            return "late";
                        },
                        asked::countDown));
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        long before = System.nanoTime();
        node.engine.abort(id);
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
        assertTrue("it had its time", System.nanoTime() - before >= EngineFixture.ABORT_IN_MS * 1_000_000);
    }

    @Test
    public void anAbortThatThrowsOrBlocksIsOneThatIsIgnored() {
        node.add(
                "long",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            node.mayEnd.acquire();
                            return null;
                        },
                        () -> {
                            throw new IllegalStateException("cannot");
                        }));
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.engine.abort(id);
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
    }

    @Test
    public void aTaskThatCannotBeAskedHasFailedAtOnceAlthoughItsThreadLingers() {
        CompletableFuture<Void> lingering = new CompletableFuture<>();
        node.add("long", (input, context) -> {
            node.mayEnd.acquireUninterruptibly();
            context.progress(99, "nearly");
            context.warn(1, "late", null);
            lingering.complete(null);
            return "late";
        });
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.engine.abort(id);
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
        List<String> told = node.told(id);
        node.mayEnd.release();
        lingering.join();
        assertEquals(told, node.told(id));
        assertEquals(List.of(), node.job(id).warnings());
        assertEquals(JobState.FAILED, node.job(id).state());
    }

    @Test
    public void aTaskThatCannotBeAskedIsInterrupted() {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        node.add("long", (input, context) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return null;
        });
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.engine.abort(id);
        assertTrue(interrupted.join());
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
    }

    @Test
    public void askingTwiceIsAskingOnce() {
        AtomicInteger times = new AtomicInteger();
        node.add(
                "long",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            asked.await();
                            throw new AbortedException("Stopped");
                        },
                        () -> {
                            times.incrementAndGet();
                            asked.await();
                        }));
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.engine.abort(id);
        await().until(() -> times.get() == 1);
        node.engine.abort(id);
        asked.countDown();
        assertEquals(JobState.ABORTED, node.end(id).state());
        assertEquals(1, times.get());
    }

    @Test
    public void abortingWhatHasEndedOrNeverWasDoesNothing() {
        node.add("make", (input, context) -> null);
        Job job = node.run("make");
        List<String> told = node.told(job.id());
        node.engine.abort(job.id());
        node.engine.abort(9_999);
        assertEquals(JobState.FINISHED, node.job(job.id()).state());
        assertEquals(told, node.told(job.id()));
    }

    @Test
    public void anAbortThatRacesWithTheStartOrTheEndHasOneOutcome() throws InterruptedException {
        node.add("quick", (input, context) -> null);
        for (int i = 0; i < 200; i++) {
            long id = node.submit("quick");
            Thread abort = new Thread(() -> node.engine.abort(id));
            abort.start();
            Job job = node.end(id);
            abort.join();
            assertTrue(job.toString(), job.state().isFinal());
            List<String> ends = node.told(id).stream()
                    .filter(told -> told.matches("updated (FINISHED|FAILED|ABORTED)"))
                    .toList();
            assertEquals(1, ends.size());
            assertEquals(
                    "the end is told last",
                    "changed update",
                    node.told(id).get(node.told(id).size() - 1));
            assertEquals(
                    "a job that was aborted never started", job.state() == JobState.ABORTED, job.startedAt() == null);
        }
    }

    @Test
    public void anotherJobGetsTheResourcesOfOneThatWasKilled() {
        node.add(
                "long",
                () -> new ScriptedTask((input, context) -> {
                            node.mayEnd.acquireUninterruptibly();
                            return null;
                        })
                        .locks("system"));
        node.add("next", () -> new ScriptedTask((input, context) -> "ran").locks("system"));
        long first = node.submit("long");
        node.awaitState(first, JobState.EXECUTING);
        long second = node.submit("next");
        node.awaitState(second, JobState.WAITING);
        node.engine.abort(first);
        assertEquals("ran", node.end(second).result());
    }

    @Test
    public void aRollbackThatHangsCanBeKilled() {
        CountDownLatch undoing = new CountDownLatch(1);
        node.add(
                "make",
                () -> new ScriptedTask.CanRollBack(
                        (input, context) -> {
                            throw new IllegalStateException("full");
                        },
                        (input, context) -> {
                            undoing.countDown();
                            node.mayEnd.acquireUninterruptibly();
                            return null;
                        }));
        long id = node.submit("make");
        node.awaitState(id, JobState.ROLLBACK);
        node.engine.abort(id);
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
    }
}
