package dev.patchbay.module.internal;

import static dev.patchbay.module.internal.EngineRule.pid;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleException;
import dev.patchbay.process.internal.RealProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** The end of the engine: all modules at the same time, in the times of the settings. */
public class StopTest {

    @BeforeClass
    public static void needsPython() {
        EngineRule.assumePython();
    }

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final EngineRule engine = new EngineRule()
            .with(TestConfig.of("").withTimes(20_000, 700, 500, 500))
            .with("a")
            .with("ignore-rm", "ignore-rm")
            .with("silent-rm", "silent-rm", "ignore-term")
            .with("no-connect", "no-connect")
            .withBackground("bg", "ignore-rm", "ignore-term");

    @Test
    public void nothingIsLeftOfAnyModule() throws Exception {
        QueueBroker queue = engine.queue();
        List<Long> pids = new ArrayList<>();
        for (String type : List.of("a", "ignore-rm", "silent-rm", "a")) {
            pids.add(pid(queue, queue.add(type, Map.of())));
            pids.add(pid(engine.pool(), engine.pool().add(type, Map.of())));
        }
        queue.setBackground("bg", Map.of());
        long began = System.nanoTime();
        engine.stopEngine();
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        pids.forEach(pid -> assertTrue("process " + pid, RealProcesses.isGone(pid)));
        assertEquals(List.of(), engine.processes().list());
        assertTrue("took " + tookInMs, tookInMs >= 1_700 && tookInMs < 4_000);
        assertEquals(List.of(), queue.list());
        assertEquals(9, engine.bus.of(Announcer.REMOVED).size());
        assertEquals(
                "the module engine stops",
                engine.bus.of(Announcer.REMOVED).get(0).properties().get("reason"));
    }

    @Test
    public void oneThatIsBeingStartedIsGivenUpAndNoneIsAddedAfterwards() throws Exception {
        QueueBroker queue = engine.queue();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<String> starting = threads.submit(() -> queue.add("no-connect", Map.of()));
        await().until(() -> engine.processes()
                .find("queue.no-connect.1")
                .filter(process -> process.pid().isPresent())
                .isPresent());
        engine.stopEngine();
        assertEquals(
                Texts.STOPPING,
                assertThrows(Exception.class, starting::get).getCause().getMessage());
        assertEquals(List.of(), engine.processes().list());
        assertEquals(
                Texts.STOPPING,
                assertThrows(ModuleException.class, () -> queue.add("a", Map.of()))
                        .getMessage());
        queue.remove(List.of("x"));
        threads.shutdownNow();
    }

    @Test
    public void anEngineThatFollowsStartsWithFreshNames() throws Exception {
        engine.queue().add("a", Map.of());
        engine.restartEngine();
        engine.queue().add("a", Map.of());
        assertEquals(1, engine.queue().list().size());
        assertTrue(engine.processes().find("queue.a.1").isPresent());
    }
}
