package dev.patchbay.job.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Submission;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import dev.patchbay.task.spi.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.rules.ExternalResource;

/** An engine on a dispatcher and a journal that do what a test wants. */
final class EngineFixture extends ExternalResource {

    static final long ABORT_IN_MS = 2_000;
    static final User ADA = new User("1", "ada", Set.of());
    private static final long END_IN_MS = 20_000;

    final FakeDispatcher dispatcher;
    final FakeJournal journal = new FakeJournal();

    /** Name and properties of what was published, in order. */
    final List<Map.Entry<String, Map<String, Object>>> events = Collections.synchronizedList(new ArrayList<>());

    /** Released at the end, for tasks that ignore everything else. */
    final Semaphore mayEnd = new Semaphore(0);

    /** Where tasks run; made with the engine's threads. */
    Function<Executor, TaskBodies> bodies = threads -> (task, input, output) -> new InNodeBody(task, input);

    JobEngine engine;

    EngineFixture() {
        this(new FakeDispatcher());
    }

    EngineFixture(FakeDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    protected void before() {
        start(settings(1_000));
    }

    static Settings settings(int maxExecuting) {
        return new Settings(maxExecuting, ABORT_IN_MS, 100, 1_000);
    }

    void start(Settings settings) {
        Workers workers = new Workers();
        engine = new JobEngine(
                dispatcher,
                journal,
                (name, properties) -> events.add(Map.entry(name, new HashMap<>(properties))),
                workers,
                bodies.apply(workers),
                settings);
    }

    /** Starts another on the same journal. */
    void restart(Settings settings) {
        engine.stop();
        start(settings);
    }

    @Override
    protected void after() {
        mayEnd.release(100_000);
        engine.stop();
        dispatcher.stop();
    }

    void add(String name, Supplier<Task<?, ?>> task) {
        dispatcher.add(name, task);
    }

    /** A task that does that. */
    void add(String name, ScriptedTask.Part<Object> run) {
        add(name, () -> new ScriptedTask(run));
    }

    long submit(String task, Object... args) {
        try {
            return engine.submit(Submission.of(task, List.of(args), ADA));
        } catch (CallException e) {
            throw new AssertionError(e);
        }
    }

    /** The job once it has ended. */
    Job end(long id) {
        try {
            return engine.awaitEnd(id, END_IN_MS)
                    .orElseThrow(() -> new AssertionError("Job " + id + " has not ended: " + job(id)));
        } catch (CallException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Submits one and waits for its end. */
    Job run(String task, Object... args) {
        return end(submit(task, args));
    }

    Job job(long id) {
        try {
            return engine.find(id).orElseThrow();
        } catch (CallException e) {
            throw new AssertionError(e);
        }
    }

    void awaitState(long id, JobState state) {
        await().until(() -> job(id).state() == state);
    }

    /** What was told about a job: the event's last word, and the state where there is one. */
    List<String> told(long id) {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, Map<String, Object>> event : List.copyOf(events)) {
            Map<String, Object> properties = event.getValue();
            if (event.getKey().equals("task.changed") && properties.get("ids").equals(List.of(id))) {
                told.add("changed " + properties.get("operation"));
            } else if (Long.valueOf(id).equals(properties.get("id"))) {
                told.add(event.getKey().substring("task.".length()) + " " + properties.get("state"));
            }
        }
        return told;
    }

    void assertFailed(Job job, int code, String message) {
        assertEquals(job.toString(), JobState.FAILED, job.state());
        assertEquals(code, job.error().code());
        assertEquals(message, job.error().message());
    }
}
