package dev.patchbay.module.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleException;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.internal.RealProcesses;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** The times of the original (shmooze, §5 and §13), each observed on one module; all of them at the same time. */
public class TimesTest {

    /** What starting Python may take on a machine that does other things, too. */
    private static final long START_IN_MS = 2_000;

    /** What was observed on one module; its death is timed from the call's beginning, which is what the module's times run from. */
    private record Observed(String problem, long callTookInMs, long pid, long deadAfterMs) {}

    @ClassRule
    public static final EngineRule engine = new EngineRule()
            .with(TestConfig.of("").withTimesOfTheOriginal())
            .with("plain")
            .with("deserter")
            .with("ignore-rm", "ignore-rm")
            .with("ignore-term", "ignore-rm", "ignore-term")
            .with("no-connect", "no-connect")
            .with("one-connect", "one-connect")
            .with("frozen-init", "frozen-init")
            .with("half-line", "half-line")
            .with("frozen-after-init", "frozen-after-init");

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Map<String, Future<Observed>> observations = new HashMap<>();
    private static final List<Long> waitsInMs = new ArrayList<>();
    private static ExecutorService threads;
    private static Future<?> reader;

    /** Each in a pool or queue in which the others do not matter for it. */
    @BeforeClass
    public static void observeAll() {
        EngineRule.assumePython();
        threads = Executors.newCachedThreadPool();
        for (String type : List.of("ignore-rm", "ignore-term")) {
            observations.put(type, threads.submit(() -> removal(type)));
        }
        for (String type : List.of("no-connect", "one-connect", "frozen-init", "half-line")) {
            observations.put(type, threads.submit(() -> addition(type)));
        }
        observations.put("frozen-after-init", threads.submit(TimesTest::freezing));
        observations.put("deserter", threads.submit(TimesTest::desertion));
        observations.put("slow", threads.submit(TimesTest::slowness));
        reader = threads.submit(TimesTest::read);
    }

    @AfterClass
    public static void end() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    private static Observed removal(String type) throws Exception {
        String uid = engine.pool().add(type, Map.of());
        long pid = pid(type);
        long began = System.nanoTime();
        engine.pool().remove(List.of(uid));
        long called = System.nanoTime();
        return new Observed("", inMs(called - began), pid, diesAfterMs(pid, began));
    }

    private static Observed addition(String type) throws Exception {
        Future<Long> pid = threads.submit(() -> pid(type));
        long began = System.nanoTime();
        String problem = problemOf(() -> engine.pool().add(type, Map.of()));
        long called = System.nanoTime();
        return new Observed(problem, inMs(called - began), pid.get(), diesAfterMs(pid.get(), began));
    }

    private static Observed freezing() throws Exception {
        long began = System.nanoTime();
        String uid = engine.queue().add("frozen-after-init", Map.of());
        long called = System.nanoTime();
        assertTrue(engine.queue().find(uid).isEmpty());
        return new Observed(uid, inMs(called - began), 0, 0);
    }

    /** What it forked holds its connections open and ignores SIGTERM. */
    private static Observed desertion() throws Exception {
        String uid = engine.pool().add("deserter", Map.of());
        long grandchild = (Long) engine.pool().tell(uid, "grandchild", Map.of("deaf", true));
        long began = System.nanoTime();
        ProcessHandle.of(pid("deserter")).orElseThrow().destroyForcibly();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> engine.pool().find(uid).isEmpty());
        long left = System.nanoTime();
        return new Observed("", inMs(left - began), grandchild, diesAfterMs(grandchild, began));
    }

    private static Observed slowness() throws Exception {
        String uid = engine.pool().add("plain", Map.of());
        long pid = pid("plain");
        long began = System.nanoTime();
        String problem = problemOf(() -> engine.pool().tell(uid, "sleep", Map.of("seconds", 3L)));
        long called = System.nanoTime();
        assertTrue(engine.pool().find(uid).isEmpty());
        return new Observed(problem, inMs(called - began), pid, diesAfterMs(pid, began));
    }

    private static long pid(String type) {
        return await().pollInterval(Duration.ofMillis(2))
                .until(
                        () -> engine.processes()
                                .find("pool." + type + ".1")
                                .map(SupervisedProcess::pid)
                                .filter(pid -> pid.isPresent()),
                        found -> found.isPresent())
                .orElseThrow()
                .getAsLong();
    }

    private static String problemOf(Callable<?> work) throws Exception {
        try {
            return "none: " + work.call();
        } catch (ModuleException e) {
            return e.getMessage();
        }
    }

    private static long diesAfterMs(long pid, long beganInNanos) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> RealProcesses.isGone(pid));
        return inMs(System.nanoTime() - beganInNanos);
    }

    private static long inMs(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Reads while all of that goes on. The time it waits counts, not the time the machine has for others. */
    private static void read() {
        THREADS.setThreadContentionMonitoringEnabled(true);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    long before = waitedInMs();
                    engine.pool().list();
                    engine.queue().list();
                    waitsInMs.add(waitedInMs() - before);
                    return observations.get("slow").isDone();
                });
    }

    private static long waitedInMs() {
        ThreadInfo thread = THREADS.getThreadInfo(Thread.currentThread().getId());
        return thread.getBlockedTime() + thread.getWaitedTime();
    }

    private static Observed observed(String type) throws Exception {
        return observations.get(type).get();
    }

    private static void assertBetween(long least, long most, long value) {
        assertTrue("expected " + least + " to " + most + " ms, got " + value, value >= least && value <= most);
    }

    @Test
    public void oneThatIgnoresItsRemovalIsSentSigtermAfterThreeSeconds() throws Exception {
        Observed observed = observed("ignore-rm");
        assertBetween(0, 500, observed.callTookInMs());
        assertBetween(3_000, 3_500, observed.deadAfterMs());
    }

    @Test
    public void oneThatIgnoresSigtermAsWellIsKilledFiveSecondsLater() throws Exception {
        Observed observed = observed("ignore-term");
        assertBetween(0, 500, observed.callTookInMs());
        assertBetween(8_000, 8_800, observed.deadAfterMs());
    }

    @Test
    public void oneThatDoesNotConnectIsNotAddedAndEnds() throws Exception {
        Observed observed = observed("no-connect");
        assertEquals("Could not connect to spawned module", observed.problem());
        assertBetween(2_000, 2_000 + START_IN_MS, observed.callTookInMs());
        assertBetween(5_000, 10_000, observed.deadAfterMs());
    }

    @Test
    public void oneThatConnectsToOnePortOnlyIsNotAddedEither() throws Exception {
        Observed observed = observed("one-connect");
        assertEquals("Could not connect to spawned module", observed.problem());
        assertBetween(2_000, 2_000 + START_IN_MS, observed.callTookInMs());
        assertBetween(5_000, 10_000, observed.deadAfterMs());
    }

    @Test
    public void oneThatIsFrozenAtItsInitIsNotAddedAndEnds() throws Exception {
        assertFrozen(observed("frozen-init"));
    }

    @Test
    public void oneThatAnswersHalfALineIsFrozenToo() throws Exception {
        assertFrozen(observed("half-line"));
    }

    private static void assertFrozen(Observed observed) {
        assertEquals("Timeout sending message to module", observed.problem());
        assertBetween(1_000, 1_000 + START_IN_MS, observed.callTookInMs());
        assertBetween(4_000, 10_000, observed.deadAfterMs());
    }

    @Test
    public void oneThatIsFrozenAfterItsInitIsAddedAndDropped() throws Exception {
        Observed observed = observed("frozen-after-init");
        assertEquals(36, observed.problem().length());
        assertBetween(1_000, 1_000 + START_IN_MS, observed.callTookInMs());
    }

    @Test
    public void oneThatDiedIsGoneAtOnceThoughWhatItForkedIsNot() throws Exception {
        Observed observed = observed("deserter");
        assertBetween(0, 1_000, observed.callTookInMs());
        assertBetween(5_000, 6_000, observed.deadAfterMs());
    }

    @Test
    public void oneThatIsSlowToAnswerIsDropped() throws Exception {
        Observed observed = observed("slow");
        assertEquals("Timeout sending message to module", observed.problem());
        assertBetween(1_000, 1_400, observed.callTookInMs());
        assertBetween(3_000, 10_000, observed.deadAfterMs());
    }

    @Test
    public void readersWaitForNobody() throws Exception {
        reader.get();
        assertTrue("only " + waitsInMs.size() + " reads", waitsInMs.size() > 10);
        waitsInMs.forEach(waited -> assertTrue("waited " + waited + " ms", waited < 50));
    }
}
