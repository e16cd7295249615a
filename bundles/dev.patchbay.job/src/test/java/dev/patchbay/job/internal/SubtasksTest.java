package dev.patchbay.job.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Submission;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;

/** Jobs that start others. */
public class SubtasksTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    @Test
    public void aParentJoinsItsSubtasksInOrder() {
        node.add("child", (input, context) -> ((List<?>) input).get(0));
        node.add("parent", (input, context) -> {
            long first = context.start("child", List.of("a"));
            long second = context.start("child", List.of("b"));
            return context.join(List.of(second, first));
        });
        assertEquals(List.of("b", "a"), node.run("parent").result());
    }

    @Test
    public void aSubtaskInheritsAndSkipsWaitingAndTakesNoLocks() throws Exception {
        node.add("child", () -> new ScriptedTask((input, context) -> context.environment()).locks("system"));
        node.add(
                "parent",
                () -> new ScriptedTask((input, context) -> {
                            context.runSubtask("child", List.of());
                            return context.jobId();
                        })
                        .locks("system"));
        long id = node.engine.submit(
                new Submission("parent", List.of(), EngineFixture.ADA, 7L, Map.of("COLOUR", "red"), false));
        assertEquals(id, node.end(id).result());
        Job child = node.job(id + 1);
        assertEquals(Long.valueOf(id), child.parent());
        assertEquals("ada", child.user());
        assertNull(child.session());
        assertEquals(List.of("system"), child.resources());
        assertEquals(Map.of("COLOUR", "red", "parent", id), child.result());
        assertEquals(
                List.of(
                        "created CREATED",
                        "changed create",
                        "updated EXECUTING",
                        "changed update",
                        "updated FINISHED",
                        "changed update"),
                node.told(child.id()));
    }

    @Test(timeout = 60_000)
    public void aParentCanWaitForAThousandSubtasks() {
        CountDownLatch all = new CountDownLatch(1_000);
        node.add("child", (input, context) -> {
            all.countDown();
            all.await();
            return ((List<?>) input).get(0);
        });
        node.add("parent", (input, context) -> {
            List<Long> ids = new ArrayList<>();
            for (long i = 0; i < 1_000; i++) {
                ids.add(context.start("child", List.of(i)));
            }
            return context.join(ids);
        });
        List<Long> expected = IntStream.range(0, 1_000).mapToObj(i -> (long) i).toList();
        assertEquals(expected, node.run("parent").result());
    }

    @Test(timeout = 60_000)
    public void jobsMayNestDeeplyAtOneTime() {
        node.add("nest", (input, context) -> {
            long depth = (Long) ((List<?>) input).get(0);
            return depth == 0 ? 0L : 1 + (Long) context.runSubtask("nest", List.of(depth - 1));
        });
        List<Long> ids =
                IntStream.range(0, 20).mapToObj(i -> node.submit("nest", 20L)).toList();
        ids.forEach(id -> assertEquals(20L, node.end(id).result()));
    }

    @Test
    public void theFirstThatDidNotFinishIsTheParentsError() {
        node.add("good", (input, context) -> null);
        node.add("bad", (input, context) -> {
            throw new CallException(17, "There is one already", "more");
        });
        node.add(
                "parent",
                (input, context) ->
                        context.join(List.of(context.start("good", List.of()), context.start("bad", List.of()))));
        Job job = node.run("parent");
        node.assertFailed(job, 17, "There is one already");
        assertNull("only code and message", job.error().extra());
    }

    @Test
    public void anUnknownSubtaskIsRefusedInTheParent() {
        node.add("parent", (input, context) -> context.start("nothing", List.of()));
        node.assertFailed(node.run("parent"), 22, "Unknown task type nothing");
    }

    @Test
    public void onlyItsOwnSubtasksCanBeJoined() {
        node.add("quick", (input, context) -> null);
        long foreign = node.run("quick").id();
        node.add("parent", (input, context) -> context.join(List.of(foreign)));
        assertEquals(JobError.UNKNOWN, node.run("parent").error().code());
    }

    @Test
    public void anAbortedParentGetsAnAbortedExceptionInsteadOfResults() {
        node.add("child", (input, context) -> {
            Thread.sleep(60_000);
            return null;
        });
        List<Throwable> seen = new CopyOnWriteArrayList<>();
        node.add(
                "parent",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            try {
                                return context.runSubtask("child", List.of());
                            } catch (AbortedException e) {
                                seen.add(e);
                                throw e;
                            }
                        },
                        () -> {}));
        long id = node.submit("parent");
        await().until(() -> node.engine.find(id + 1).isPresent());
        node.awaitState(id + 1, JobState.EXECUTING);
        node.engine.abort(id);
        assertEquals(JobState.ABORTED, node.end(id).state());
        assertEquals("Aborted", seen.get(0).getMessage());
        node.assertFailed(node.end(id + 1), JobError.FAULT, "Task killed");
    }

    @Test
    public void theSubtasksOfAKilledJobAreEndedLikewise() {
        CountDownLatch asked = new CountDownLatch(1);
        node.add("stubborn", (input, context) -> {
            Thread.sleep(60_000);
            return null;
        });
        node.add(
                "willing",
                () -> new ScriptedTask.CanAbort(
                        (input, context) -> {
                            asked.await();
                            throw new AbortedException("Stopped");
                        },
                        asked::countDown));
        node.add(
                "parent",
                (input, context) -> context.join(
                        List.of(context.start("stubborn", List.of()), context.start("willing", List.of()))));
        long id = node.submit("parent");
        await().until(() -> node.engine.find(id + 2).isPresent());
        node.awaitState(id + 1, JobState.EXECUTING);
        node.awaitState(id + 2, JobState.EXECUTING);
        node.engine.abort(id);
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
        node.assertFailed(node.end(id + 1), JobError.FAULT, "Task killed");
        assertEquals(JobState.ABORTED, node.end(id + 2).state());
    }

    @Test
    public void aParentMayEndOneSubtaskOnly() {
        node.add("child", (input, context) -> {
            Thread.sleep(60_000);
            return null;
        });
        node.add("parent", (input, context) -> {
            long child = context.start("child", List.of());
            context.abort(child);
            return "went on";
        });
        long id = node.submit("parent");
        assertEquals("went on", node.end(id).result());
        assertTrue(node.end(id + 1).state().isFinal());
    }

    @Test
    public void aParentDoesNotFinishBeforeItsSubtasks() {
        CountDownLatch go = new CountDownLatch(1);
        node.add("child", (input, context) -> {
            go.await();
            return null;
        });
        node.add(
                "parent",
                () -> new ScriptedTask((input, context) -> context.start("child", List.of())).locks("system"));
        node.add("next", () -> new ScriptedTask((input, context) -> null).locks("system"));
        long id = node.submit("parent");
        await().until(() -> node.engine.find(id + 1).isPresent());
        node.awaitState(id + 1, JobState.EXECUTING);
        long next = node.submit("next");
        node.awaitState(next, JobState.WAITING);
        assertEquals(
                "its lock holds for the subtask",
                JobState.EXECUTING,
                node.job(id).state());
        go.countDown();
        assertEquals(id + 1, node.end(id).result());
        assertTrue(!node.end(next).startedAt().isBefore(node.job(id + 1).finishedAt()));
    }

    @Test
    public void aSubtaskOfAFailedParentIsEndedBeforeTheParent() {
        CountDownLatch started = new CountDownLatch(1);
        node.add("child", (input, context) -> {
            started.countDown();
            Thread.sleep(60_000);
            return null;
        });
        node.add("parent", (input, context) -> {
            context.start("child", List.of());
            started.await();
            throw new IllegalStateException("gave up");
        });
        long id = node.submit("parent");
        node.assertFailed(node.end(id), JobError.FAULT, "gave up");
        node.assertFailed(node.end(id + 1), JobError.FAULT, "Task killed");
        assertTrue(!node.end(id).finishedAt().isBefore(node.end(id + 1).finishedAt()));
    }

    @Test
    public void aParentHearsTheProgressOfItsSubtask() {
        List<Progress> heard = Collections.synchronizedList(new ArrayList<>());
        node.add("child", (input, context) -> {
            context.progress(50, "half");
            return null;
        });
        node.add("parent", (input, context) -> context.join(List.of(context.start("child", List.of(), heard::add))));
        node.run("parent");
        assertEquals(List.of(new Progress(50.0, "half", null)), heard);
    }

    @Test
    public void aSubtaskMayBeToldMoreThanItsParent() throws Exception {
        node.add("child", (input, context) -> context.environment());
        node.add("parent", (input, context) -> {
            Map<String, Object> more = Map.of("COLOUR", "blue", "parent", "somebody else");
            return context.join(List.of(context.start("child", List.of(), more, progress -> {})));
        });
        long id = node.engine.submit(new Submission(
                "parent", List.of(), EngineFixture.ADA, null, Map.of("COLOUR", "red", "SIZE", 5L), false));
        assertEquals(
                List.of(Map.of("COLOUR", "blue", "SIZE", 5L, "parent", id)),
                node.end(id).result());
    }

    @Test
    public void aParentMayEndAllItsSubtasks() {
        CountDownLatch running = new CountDownLatch(2);
        node.add("child", (input, context) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        node.add("parent", (input, context) -> {
            List<Long> children = List.of(context.start("child", List.of()), context.start("child", List.of()));
            running.await();
            context.abortSubtasks();
            return context.join(children);
        });
        long id = node.submit("parent");
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
        assertEquals(JobState.FAILED, node.end(id + 1).state());
        assertEquals(JobState.FAILED, node.end(id + 2).state());
    }

    @Test
    public void aParentMayAskWhatASubtaskWouldLock() {
        node.add("child", () -> new ScriptedTask((input, context) -> null).locks("a", "b", "a"));
        node.add("parent", (input, context) -> context.verify("child", List.of()));
        Job job = node.run("parent");
        assertEquals(List.of("a", "b"), job.result());
        assertTrue("nothing was started", node.journal.find(job.id() + 1).isEmpty());
    }

    @Test
    public void aRefusedVerificationReachesWhoeverAsked() {
        node.add(
                "child",
                () -> new ScriptedTask((input, context) -> null).verify((input, context) -> {
                    throw new CallException(22, "too small");
                }));
        node.add("parent", (input, context) -> context.verify("child", List.of()));
        node.assertFailed(node.run("parent"), 22, "too small");
    }

    @Test
    public void aJobMayCallProvidersAndPublish() {
        node.dispatcher.addMethod("disk.count", args -> 5L + args.size());
        node.add("parent", (input, context) -> {
            context.publish("disk.seen", Map.of("disk", "da0"));
            return context.call("disk.count", List.of("x"));
        });
        assertEquals(6L, node.run("parent").result());
        assertTrue(node.events.contains(Map.entry("disk.seen", Map.of("disk", "da0"))));
        node.add("wrong", (input, context) -> context.call("disk.nothing", List.of()));
        node.assertFailed(node.run("wrong"), JobError.UNKNOWN, "There is no method 'disk.nothing'");
    }
}
