package dev.patchbay.job.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobState;
import dev.patchbay.rpc.CallException;
import dev.patchbay.schema.Password;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.example.tank.TankTasks;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Tasks in real Java processes of their own. */
public class OwnProcessTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final PlainProcesses processes = new PlainProcesses();

    @Before
    public void start() {
        JavaProcesses java =
                new JavaProcesses(() -> Optional.of(processes), type -> System.getProperty("java.class.path"));
        node.bodies = threads -> new OwnProcessBodies(java, threads);
        node.restart(EngineFixture.settings(10));
        node.add("echo", TankTasks.Echo::new);
        node.add("dies", TankTasks.Dies::new);
        node.add("waits", TankTasks.Waits::new);
        node.add("busy", TankTasks.Busy::new);
        node.add("undoes", TankTasks.Undoes::new);
        node.add("large", TankTasks.Large::new);
        node.add("joins", TankTasks.Joins::new);
    }

    @After
    public void leaveNothing() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> processes.started.stream().noneMatch(process -> process.process.isAlive()));
    }

    private long submitAndAwaitProgress(String task, Object... args) {
        long id = node.submit(task, args);
        await().until(() -> node.job(id).progress().percentage() != null);
        return id;
    }

    @Test
    public void whatItIsGivenAndWhatItGivesKeepTheirTypes() {
        Instant at = Instant.parse("2026-11-20T10:11:12.345Z");
        node.dispatcher.bind(
                "echo", args -> List.of(new TankTasks.Input((String) args.get(0), at, new Password("open"))));
        Job job = node.run("echo", "été");
        Map<?, ?> result = (Map<?, ?>) job.result();
        assertEquals(job.toString(), "été", result.get("what"));
        assertEquals("open", result.get("secret"));
        assertEquals("ada", result.get("user"));
        assertEquals(job.id(), result.get("job"));
        assertEquals(at.toString(), String.valueOf(result.get("at")));
        assertNotEquals(ProcessHandle.current().pid(), result.get("pid"));
        assertEquals("Echo", job.description().text());
    }

    @Test
    public void oneThatCallsExitHasFailed() {
        node.assertFailed(node.run("dies", "exit"), JobError.FAULT, "Task executor died: exit status 7");
    }

    @Test
    public void oneThatRunsOutOfMemoryHasFailed() {
        Job job = node.run("dies", "memory");
        node.assertFailed(job, JobError.FAULT, "Task executor died: exit status 3");
        assertTrue(job.output(), job.output().contains("OutOfMemoryError"));
    }

    @Test
    public void oneThatIsKilledFromOutsideHasFailed() {
        long id = submitAndAwaitProgress("dies", "sleep");
        processes.started.get(0).process.destroyForcibly();
        node.assertFailed(node.end(id), JobError.FAULT, "Task executor died: exit status 137 (killed by signal 9)");
    }

    @Test
    public void oneThatCannotBeAskedIsKilledAtOnce() {
        long id = submitAndAwaitProgress("dies", "sleep");
        node.engine.abort(id);
        node.assertFailed(node.end(id), JobError.FAULT, "Task killed");
    }

    @Test
    public void oneThatCanBeAskedIsAborted() {
        long id = submitAndAwaitProgress("waits");
        node.engine.abort(id);
        Job job = node.end(id);
        assertEquals(job.toString(), JobState.ABORTED, job.state());
        assertTrue(job.isAbortable());
    }

    @Test
    public void theContextWorksAsInTheNode() {
        node.add(
                "child",
                () -> new ScriptedTask((input, context) -> {
                            context.progress(50, "half");
                            return input;
                        })
                        .locks("system"));
        node.add(
                "told",
                () -> new ScriptedTask((input, context) -> context.environment().get("COLOUR")));
        node.add("hangs", (input, context) -> {
            new CountDownLatch(1).await();
            return null;
        });
        node.dispatcher.addMethod("disk.count", args -> 5L);
        Job job = node.run("busy");
        assertEquals(job.toString(), JobState.FINISHED, job.state());
        assertEquals(
                Map.of(
                        "joined", List.of(List.of("a")),
                        "told", "blue",
                        "sub", List.of("b"),
                        "verified", List.of("system"),
                        "called", 5L,
                        "environment", Map.of(),
                        "heard", "half"),
                job.result());
        assertEquals("slow", job.warnings().get(0).message());
        assertEquals(Map.of("disk", "da0"), job.warnings().get(0).extra());
        assertTrue(node.events.contains(Map.entry("disk.seen", Map.of("disk", "da0"))));
        assertEquals("to the output\nto the error\n", job.output());
    }

    @Test
    public void itVerifiesDescribesFailsAndUndoesOverThere() {
        Job job = node.run("undoes", "tank");
        node.assertFailed(job, 17, "There is one already");
        assertEquals("CallException", job.error().type());
        assertEquals(Map.of("name", "tank"), job.error().extra());
        assertEquals("TankTasks.java", job.error().stacktrace().get(0).file());
        assertEquals("Undo tank", job.description().text());
        assertEquals(List.of("system"), job.resources());
        assertTrue(
                "undone on the instance that ran", node.events.contains(Map.entry("undone", Map.of("hasRun", true))));
        node.assertFailed(node.run("undoes"), 22, "Expected something");
    }

    @Test
    public void ofALotOfOutputTheNewestIsKept() {
        Job job = node.run("large");
        assertEquals(2_000_000, ((String) job.result()).length());
        assertEquals(Output.MOST, job.output().length());
        assertTrue(job.output().endsWith("last\n"));
    }

    @Test
    public void theErrorOfASubtaskIsItsOwn() {
        node.add("bad", (input, context) -> {
            throw new CallException(18, "bad");
        });
        node.assertFailed(node.run("joins"), 18, "bad");
    }

    @Test
    public void withoutASupervisorItFailsAndSaysSo() {
        node.bodies = threads -> new OwnProcessBodies(new JavaProcesses(Optional::empty, type -> ""), threads);
        node.restart(EngineFixture.settings(10));
        Job job = node.run("waits");
        assertEquals(JobState.FAILED, job.state());
        assertTrue(job.error().message().contains("dev.patchbay.process"));
    }

    @Test
    public void namesOfProcessesAreUsedAgain() {
        node.run("dies", "exit");
        await().until(() -> processes.started.get(0).isFinished());
        node.run("dies", "exit");
        assertEquals("job-process-1", processes.started.get(1).name());
        long first = submitAndAwaitProgress("waits");
        long second = submitAndAwaitProgress("waits");
        assertEquals("job-process-2", processes.started.get(3).name());
        node.engine.abort(first);
        node.engine.abort(second);
    }

    @Test
    public void theNodesStopEndsTheProcess() {
        submitAndAwaitProgress("dies", "sleep");
        node.engine.stop();
        assertFalse(processes.started.isEmpty());
    }
}
