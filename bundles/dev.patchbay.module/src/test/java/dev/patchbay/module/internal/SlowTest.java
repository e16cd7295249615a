package dev.patchbay.module.internal;

import static dev.patchbay.module.internal.EngineRule.awaitGone;
import static dev.patchbay.module.internal.EngineRule.pid;
import static dev.patchbay.module.internal.EngineRule.types;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Modules that take too long, where they have little time. */
public class SlowTest {

    @BeforeClass
    public static void needsPython() {
        EngineRule.assumePython();
    }

    @ClassRule
    public static final EngineRule engine = new EngineRule()
            .with(TestConfig.of("").withTimes(20_000, 1_000, 300, 300))
            .with("a")
            .with("b")
            .with("silent-rm", "silent-rm");

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final QueueBroker queue = engine.queue();

    @Before
    public void forget() {
        engine.bus.published.clear();
        engine.log.clear();
    }

    @After
    public void clear() throws InterruptedException {
        engine.clear();
    }

    private String add(String type) throws Exception {
        return queue.add(type, Map.of());
    }

    @Test
    public void oneThatIsSlowIsDroppedAndWhoWaitsBehindIsTold() throws Exception {
        String uid = add("a");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> slow = threads.submit(() -> queue.tell(uid, "sleep", Map.of("seconds", 5L)));
        await().pollInterval(Duration.ofMillis(2))
                .until(() ->
                        "do_sleep".equals(last(EngineRule.parameters(queue, uid).get("heard"))));
        String waiting = assertThrows(ModuleException.class, () -> queue.tell(uid, "echo", Map.of()))
                .getMessage();
        assertEquals("Pipe to module unexpectedly closed", waiting);
        assertEquals(
                "Timeout sending message to module",
                assertThrows(Exception.class, slow::get).getCause().getMessage());
        threads.shutdownNow();
        assertEquals(List.of(), types(queue));
        await().until(() -> !engine.bus.of(Announcer.REMOVED).isEmpty());
        assertEquals(
                "Timeout sending message to module",
                engine.bus.of(Announcer.REMOVED).get(0).properties().get("reason"));
        assertEquals("null", engine.log.of("queue-module do_sleep").get(0).outputJson());
        assertEquals(List.of(), engine.log.of("queue-module do_echo"));
    }

    private static Object last(Object heard) {
        return heard instanceof List<?> list && !list.isEmpty() ? list.get(list.size() - 1) : "";
    }

    @Test
    public void oneThatDoesNotAnswerItsRemovalHasTheTimeOfAnAnswerMore() throws Exception {
        String uid = add("silent-rm");
        long pid = pid(queue, uid);
        long began = System.nanoTime();
        queue.remove(List.of(uid));
        assertBetween(950, 1_900, System.nanoTime() - began);
        awaitGone(pid, Duration.ofSeconds(5));
        assertBetween(1_250, 3_000, System.nanoTime() - began);
        assertEquals("null", engine.log.of("queue-module rm").get(0).outputJson());
    }

    private static void assertBetween(long leastInMs, long mostInMs, long nanos) {
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(nanos);
        assertTrue("took " + tookInMs, tookInMs >= leastInMs && tookInMs <= mostInMs);
    }

    @Test
    public void oneThatNeverReadsIsDroppedWhenItsCommandCannotBeWritten() throws Exception {
        String uid = add("a");
        String b = add("b");
        queue.tell(uid, "freeze", Map.of());
        Map<String, Object> large = Map.of("large", "x".repeat(20 << 20));
        assertEquals(
                "Timeout sending message to module",
                assertThrows(ModuleException.class, () -> queue.tell(uid, "echo", large))
                        .getMessage());
        assertEquals(List.of("b"), types(queue));
        assertEquals(Map.of(), queue.tell(b, "echo", Map.of()));
    }
}
