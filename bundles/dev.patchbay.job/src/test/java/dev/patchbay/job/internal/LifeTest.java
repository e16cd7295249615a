package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Request;
import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import dev.patchbay.job.Submission;
import dev.patchbay.job.spi.ValidationException;
import dev.patchbay.job.spi.VerifyException;
import dev.patchbay.rpc.CallException;
import dev.patchbay.schema.Password;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** A job from its submission to its end. */
public class LifeTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    @Test
    public void aJobIsCreatedWaitsIsExecutedAndFinishes() {
        node.add("make", (input, context) -> Map.of("made", input));
        Job job = node.run("make", "tank");
        assertEquals(JobState.FINISHED, job.state());
        assertEquals(Map.of("made", List.of("tank")), job.result());
        assertEquals("ada", job.user());
        assertEquals("Do [tank]", job.description().text());
        assertEquals(new Progress(100.0, "Finished", null), job.progress());
        assertNotNull(job.startedAt());
        assertNotNull(job.finishedAt());
        assertNull(job.error());
        assertEquals(
                List.of(
                        "created CREATED",
                        "changed create",
                        "updated WAITING",
                        "changed update",
                        "updated EXECUTING",
                        "changed update",
                        "updated FINISHED",
                        "changed update"),
                node.told(job.id()));
    }

    @Test
    public void whatIsToldIsOnDiskAlready() {
        List<String> wrong = new ArrayList<>();
        FakeJournal journal = node.journal;
        JobEngine engine = new JobEngine(
                node.dispatcher,
                journal,
                (name, properties) -> {
                    Object state = properties.get("state");
                    if (state != null
                            && !journal.find((long) properties.get("id"))
                                    .orElseThrow()
                                    .state()
                                    .name()
                                    .equals(state)) {
                        wrong.add(name + properties);
                    }
                },
                new Workers(),
                (task, input, output) -> new InNodeBody(task, input),
                EngineFixture.settings(10));
        node.add("make", (input, context) -> null);
        try {
            long id = engine.submit(Submission.of("make", List.of(), User.ANONYMOUS));
            assertEquals(
                    JobState.FINISHED, engine.awaitEnd(id, 10_000).orElseThrow().state());
        } catch (CallException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            engine.stop();
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void theEventsCarryTheTimesAndTheResult() {
        node.add("make", (input, context) -> 5L);
        Job job = node.run("make");
        Map<String, Object> executing = properties(job.id(), JobState.EXECUTING);
        assertEquals(job.startedAt(), executing.get("started_at"));
        assertEquals(Set.of("id", "name", "state", "started_at"), executing.keySet());
        Map<String, Object> finished = properties(job.id(), JobState.FINISHED);
        assertEquals(job.finishedAt(), finished.get("finished_at"));
        assertEquals(5L, finished.get("result"));
        assertEquals(
                Set.of("id", "name", "state"),
                properties(job.id(), JobState.WAITING).keySet());
    }

    private Map<String, Object> properties(long id, JobState state) {
        return node.events.stream()
                .filter(event -> event.getKey().equals("task.updated"))
                .map(Map.Entry::getValue)
                .filter(properties -> properties.get("id").equals(id)
                        && properties.get("state").equals(state.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void anyTaskCanRunAsAJob() {
        node.add("plain", () -> new Task<Object, Object>() {
            @Override
            public Object run(Object input, TaskContext context) {
                return context.name();
            }
        });
        Job job = node.run("plain");
        assertEquals("plain", job.result());
        assertEquals(List.of(), job.resources());
        assertFalse(job.isAbortable());
    }

    @Test
    public void aRefusalFailsWithItsCodeMessageAndData() {
        node.add("make", (input, context) -> {
            throw FakeDispatcher.refusal();
        });
        Job job = node.run("make");
        node.assertFailed(job, 17, "There is one already");
        assertEquals("CallException", job.error().type());
        assertEquals(Map.of("name", "tank"), job.error().extra());
        assertEquals(new Progress(0.0, "Failed", null), job.progress());
        assertNull(job.result());
        assertNotNull(job.finishedAt());
    }

    @Test
    public void anUnexpectedExceptionFailsWithItsClassAndItsFrames() {
        node.add("make", (input, context) -> {
            throw new UnsupportedOperationException("no tape");
        });
        JobError error = node.run("make").error();
        assertEquals("UnsupportedOperationException", error.type());
        assertEquals(JobError.FAULT, error.code());
        assertEquals("no tape", error.message());
    }

    @Test
    public void framesEndWhereThePluginsCodeEnds() {
        JobError error = Errors.of(new IllegalStateException("x") {
            private static final long serialVersionUID = 1L;

            @Override
            public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[] {
                    new StackTraceElement("org.example.Tank", "fill", "Tank.java", 12),
                    new StackTraceElement("dev.patchbay.job.internal.RunStep", "work", "RunStep.java", 5),
                    new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1)
                };
            }
        });
        assertEquals(List.of(new JobError.Frame("Tank.java", 12, "org.example.Tank.fill")), error.stacktrace());
    }

    @Test
    public void anErrorFailsTheJobAsWell() {
        node.add("make", (input, context) -> {
            throw new StackOverflowError();
        });
        node.assertFailed(node.run("make"), JobError.FAULT, "java.lang.StackOverflowError");
    }

    @Test
    public void aRefusedVerificationFailsItBeforeItStarts() {
        node.add(
                "make",
                () -> new ScriptedTask((input, context) -> "ran").verify((input, context) -> {
                    throw new VerifyException(22, "too small", 5L);
                }));
        Job job = node.run("make");
        node.assertFailed(job, 22, "too small");
        assertEquals("VerifyException", job.error().type());
        assertEquals(5L, job.error().extra());
        assertNull(job.startedAt());
        assertEquals(
                List.of("created CREATED", "changed create", "updated FAILED", "changed update"), node.told(job.id()));
    }

    @Test
    public void invalidArgumentsFailItWithEveryViolation() {
        node.add("make", () -> {
            throw new FakeDispatcher.InvalidInput();
        });
        Job job = node.run("make", "x");
        node.assertFailed(job, JobError.INVALID, "Validation failed");
        assertEquals("ValidationException", job.error().type());
        assertEquals(
                List.of(Map.of("path", List.of(0L, "a/b"), "message", "not a number", "code", 22L)),
                job.error().extra());
    }

    @Test
    public void aTaskMaySayEverythingThatIsWrongWithItsInput() {
        node.add("part", (input, context) -> {
            throw new ValidationException().add(List.of(0, "size"), "too small").add(List.of(1), "unknown", 2);
        });
        node.add(
                "make",
                () -> new ScriptedTask((input, context) -> null).verify((input, context) -> {
                    new ValidationException().throwIfAny();
                    ValidationException part = new ValidationException()
                            .add(List.of(0, "size"), "too small")
                            .add(List.of(1), "unknown", 2);
                    ValidationException faults =
                            new ValidationException().addAll(part, List.of(0), List.of(0, "disks", 3));
                    faults.throwIfAny();
                    return List.of();
                }));
        for (Job job : List.of(node.run("make", "x"), node.run("part", "x"))) {
            node.assertFailed(job, JobError.INVALID, "Validation failed");
            assertEquals("ValidationException", job.error().type());
            boolean isRebased = job.name().equals("make");
            assertEquals(
                    List.of(
                            Map.of(
                                    "path",
                                    isRebased ? List.of(0L, "disks", 3L, "size") : List.of(0L, "size"),
                                    "message",
                                    "too small",
                                    "code",
                                    22L),
                            Map.of("path", List.of(1L), "message", "unknown", "code", 2L)),
                    job.error().extra());
        }
    }

    @Test
    public void aRecordHidesPasswordsWhileTheJobRunsAsAfterwards() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        node.add("open", (input, context) -> {
            seen.await();
            Password given = (Password) ((List<?>) input).get(0);
            return List.of((long) given.secret().length(), given);
        });
        Map<String, Object> environment = Map.of("keys", List.of(Map.of("door", new Password("sesame"))));
        long id = node.engine.submit(
                new Submission("open", List.of(new Password("sesame")), EngineFixture.ADA, null, environment, false));
        Map<String, Object> record = JobRecord.of(node.engine.find(id).orElseThrow());
        assertEquals(List.of(new Password("")), record.get("args"));
        assertEquals(Map.of("keys", List.of(Map.of("door", new Password(""))), "ID", id), record.get("environment"));
        seen.countDown();
        Job ended = node.end(id);
        assertEquals("the task itself is told", 6L, ((List<?>) ended.result()).get(0));
        assertEquals(List.of(6L, new Password("")), JobRecord.of(ended).get("result"));
        assertTrue(node.events.stream()
                .filter(event -> event.getValue().containsKey("result"))
                .allMatch(event -> event.getValue().get("result").equals(List.of(6L, new Password("")))));
    }

    @Test
    public void anUnknownTaskIsRefusedAtOnce() {
        CallException refusal = assertThrows(
                CallException.class, () -> node.engine.submit(Submission.of("nothing", List.of(), EngineFixture.ADA)));
        assertEquals(22, refusal.code());
        assertEquals("Unknown task type nothing", refusal.getMessage());
        assertEquals(List.of(), node.events);
    }

    @Test
    public void aMissingRoleIsRefusedAtOnce() throws CallException {
        node.add("make", (input, context) -> null);
        node.dispatcher.addRole("make", "keeper");
        CallException refusal = assertThrows(
                CallException.class, () -> node.engine.submit(Submission.of("make", List.of(), EngineFixture.ADA)));
        assertEquals(13, refusal.code());
        User keeper = new User("2", "bob", Set.of("keeper"));
        assertTrue(node.engine.submit(Submission.of("make", List.of(), keeper)) > 0);
    }

    @Test
    public void aTaskThatLeftAMomentAgoIsTakenAndFailsWhenNobodyComes() {
        node.add("make", (input, context) -> null);
        node.run("make");
        node.dispatcher.remove("make");
        long id = node.submit("make");
        node.assertFailed(node.end(id), JobError.UNKNOWN, "There is no task 'make' here");
    }

    @Test
    public void whatIsWaitingForATaskThatIsGoneFails() throws InterruptedException {
        node.engine.configure(EngineFixture.settings(1));
        CountDownLatch go = new CountDownLatch(1);
        node.add("first", (input, context) -> {
            go.await();
            return null;
        });
        node.add("make", (input, context) -> null);
        long first = node.submit("first");
        long second = node.submit("make");
        node.awaitState(second, JobState.WAITING);
        node.dispatcher.remove("make");
        go.countDown();
        assertEquals(JobState.FINISHED, node.end(first).state());
        node.assertFailed(node.end(second), JobError.UNKNOWN, "There is no task 'make' here");
    }

    @Test
    public void aJobWhoseTaskLeavesIsInterruptedAndToldWhy() {
        node.add("long", (input, context) -> {
            Thread.sleep(60_000);
            return null;
        });
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.dispatcher.remove("long");
        node.assertFailed(node.end(id), JobError.INTERRUPTED, "The task leaves and its drain time is over");
    }

    @Test
    public void aJobThatRunsTooLongHasTimedOut() {
        CompletableFuture<Void> lingering = new CompletableFuture<>();
        node.add("long", (input, context) -> {
            node.mayEnd.acquireUninterruptibly();
            lingering.complete(null);
            return "late";
        });
        long id = node.submit("long");
        node.awaitState(id, JobState.EXECUTING);
        node.dispatcher.timeOut("long");
        node.assertFailed(node.end(id), JobError.TIMED_OUT, "'long' did not answer within 5 ms");
        node.mayEnd.release();
        lingering.join();
        assertEquals("the late result is ignored", JobState.FAILED, node.job(id).state());
    }

    @Test
    public void aFailedTaskIsRolledBackOnTheSameInstance() {
        List<Object> instances = new ArrayList<>();
        node.add("make", () -> {
            Object[] self = new Object[1];
            ScriptedTask task = new ScriptedTask.CanRollBack(
                    (input, context) -> {
                        instances.add(self[0]);
                        throw new CallException(17, "full");
                    },
                    (input, context) -> {
                        instances.add(self[0]);
                        return null;
                    });
            self[0] = task;
            return task;
        });
        Job job = node.run("make");
        node.assertFailed(job, 17, "full");
        assertEquals(2, instances.size());
        assertEquals(1, Set.copyOf(instances).size());
        assertEquals(
                List.of("updated EXECUTING", "updated ROLLBACK", "updated FAILED"),
                node.told(job.id()).stream()
                        .filter(told -> told.startsWith("updated"))
                        .skip(1)
                        .toList());
    }

    @Test
    public void aRollbackThatFailsLeavesTheFirstError() {
        node.add(
                "make",
                () -> new ScriptedTask.CanRollBack(
                        (input, context) -> {
                            throw new CallException(17, "full");
                        },
                        (input, context) -> {
                            throw new IllegalStateException("cannot undo");
                        }));
        node.assertFailed(node.run("make"), 17, "full");
    }

    @Test
    public void verificationAndRunHaveDifferentInstances() {
        List<ScriptedTask> made = new ArrayList<>();
        node.add("make", () -> {
            ScriptedTask task = new ScriptedTask((input, context) -> null);
            made.add(task);
            return task;
        });
        node.run("make");
        assertEquals(2, Set.copyOf(made).size());
    }

    @Test
    public void warningsAreRecordedAndToldAndDoNotFail() {
        node.add("make", (input, context) -> {
            context.warn(5, "slow disk", Map.of("disk", "da0"));
            context.warn(6, "hot disk", null);
            return null;
        });
        Job job = node.run("make");
        assertEquals(JobState.FINISHED, job.state());
        assertEquals(
                List.of("slow disk", "hot disk"),
                job.warnings().stream().map(JobError::message).toList());
        assertEquals(
                6,
                node.told(job.id()).stream()
                        .filter(told -> told.equals("changed update") || told.equals("changed create"))
                        .count());
    }

    @Test
    public void theEnvironmentIsSeenAndCanGrow() throws Exception {
        CountDownLatch added = new CountDownLatch(1);
        node.add("make", (input, context) -> {
            added.await();
            return context.environment();
        });
        long id = node.engine.submit(
                new Submission("make", List.of(), EngineFixture.ADA, 7L, Map.of("SENDER_ADDRESS", "::1,5"), false));
        node.awaitState(id, JobState.EXECUTING);
        assertTrue(node.engine.addEnvironment(id, "COLOUR", "red"));
        added.countDown();
        Job job = node.end(id);
        assertEquals(Map.of("SENDER_ADDRESS", "::1,5", "COLOUR", "red"), job.result());
        assertEquals(job.result(), job.environment());
        assertEquals(
                Map.of("SENDER_ADDRESS", "::1,5", "COLOUR", "red", "ID", id),
                JobRecord.of(job).get("environment"));
        assertEquals(Long.valueOf(7), job.session());
        assertFalse(node.engine.addEnvironment(id, "COLOUR", "blue"));
        assertFalse(node.engine.addEnvironment(9_999, "COLOUR", "blue"));
    }

    @Test
    public void argumentsAreCopied() {
        node.add("make", (input, context) -> input);
        List<Object> inner = new ArrayList<>(List.of(1L));
        node.journal.before = job -> {
            if (job.state() == JobState.WAITING) {
                inner.clear();
            }
        };
        Job job = node.run("make", inner);
        assertEquals(List.of(List.of(1L)), job.args());
        assertEquals(List.of(List.of(1L)), job.result());
    }

    @Test
    public void strictSubmissionsAreStrictRequests() {
        Submission strict = new Submission("make", List.of(), EngineFixture.ADA, null, Map.of(), true);
        assertEquals(Set.of(Request.Rule.STRICT), Performer.request(strict).rules());
        assertEquals(
                Set.of(),
                Performer.request(Submission.of("make", List.of(), EngineFixture.ADA))
                        .rules());
    }

    @Test
    public void waitingForAJobIsBoundedAndKnowsTheEnded() throws Exception {
        node.add("long", (input, context) -> {
            node.mayEnd.acquire();
            return "done";
        });
        long id = node.submit("long");
        assertTrue(node.engine.awaitEnd(id, 0).isEmpty());
        assertTrue(node.engine.awaitEnd(id, 20).isEmpty());
        node.mayEnd.release();
        assertEquals("done", node.end(id).result());
        assertEquals("done", node.engine.awaitEnd(id, 0).orElseThrow().result());
        assertTrue(node.engine.awaitEnd(9_999, 0).isEmpty());
        assertTrue(node.engine.find(9_999).isEmpty());
    }

    @Test
    public void aQueryShowsLiveProgress() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        node.add("long", (input, context) -> {
            context.progress(40, "almost half");
            reported.countDown();
            node.mayEnd.acquire();
            return null;
        });
        long id = node.submit("long");
        reported.await();
        try (Stream<?> records = (Stream<?>) node.engine.query(null, null)) {
            Map<?, ?> entry = (Map<?, ?>) records.findFirst().orElseThrow();
            assertEquals(40.0, ((Map<?, ?>) entry.get("progress")).get("percentage"));
        }
        assertEquals(Double.valueOf(40), node.job(id).progress().percentage());
        assertEquals(1L, node.engine.query(null, Map.of("count", true)));
        node.mayEnd.release();
        node.end(id);
        try (Stream<?> records = (Stream<?>) node.engine.query(null, null)) {
            Map<?, ?> entry = (Map<?, ?>) records.findFirst().orElseThrow();
            assertEquals("Finished", ((Map<?, ?>) entry.get("progress")).get("message"));
        }
    }
}
