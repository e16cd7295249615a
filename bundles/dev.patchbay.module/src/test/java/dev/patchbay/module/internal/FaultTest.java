package dev.patchbay.module.internal;

import static dev.patchbay.module.internal.EngineRule.awaitGone;
import static dev.patchbay.module.internal.EngineRule.awaitHeard;
import static dev.patchbay.module.internal.EngineRule.awaitParameter;
import static dev.patchbay.module.internal.EngineRule.pid;
import static dev.patchbay.module.internal.EngineRule.types;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleEntry.State;
import dev.patchbay.module.ModuleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Modules that misbehave harm nobody else. */
public class FaultTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @BeforeClass
    public static void needsPython() {
        EngineRule.assumePython();
    }

    @ClassRule
    public static final EngineRule engine = new EngineRule()
            .with("a")
            .with("b")
            .with("exit", "exit")
            .with("refuse", "refuse")
            .with("early", "early")
            .with("fail-play", "fail-play")
            .with("fail-suspend", "fail-suspend")
            .with("slow-play", "slow-play");

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

    private String problemOfAdding(String type) {
        return assertThrows(ModuleException.class, () -> add(type)).getMessage();
    }

    private State state(String uid) {
        return queue.list().stream()
                .filter(entry -> entry.uid().equals(uid))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private void assertDropped(String uid, String reason) {
        await().atMost(SOON).until(() -> queue.find(uid).isEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        List.of(reason),
                        engine.bus.of(Announcer.REMOVED).stream()
                                .filter(event -> uid.equals(event.properties().get("uid")))
                                .map(event -> event.properties().get("reason"))
                                .toList()));
    }

    @Test
    public void oneThatEndsBeforeItConnectsFailsAtOnceWithItsLastWords() {
        long began = System.nanoTime();
        String problem = problemOfAdding("exit");
        assertTrue(
                problem,
                problem.matches("Could not connect to spawned module: it ended with status 1 after \\d+ ms;"
                        + " its last words: no sound card"));
        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) < 1_900);
        assertEquals(List.of(), types(queue));
    }

    @Test
    public void oneThatRefusesItsInitIsNotAddedAndEnds() {
        assertEquals("no such song: \u266b", problemOfAdding("refuse"));
        assertEquals(List.of(), types(queue));
        assertEquals(List.of(), engine.bus.published);
        await().atMost(SOON)
                .until(() -> engine.processes().find("queue.refuse.1").isEmpty());
        assertEquals(List.of("queue-module init", "client-queue add"), engine.log.briefs());
        assertEquals(
                Map.of("success", false, "error", "no such song: \u266b"),
                FakeLog.json(engine.log.of("client-queue add").get(0).outputJson()));
    }

    @Test
    public void oneThatCannotPlayIsDroppedYetItWasAdded() throws Exception {
        add("a");
        String bad = add("fail-play");
        String b = add("b");
        assertEquals(List.of("a", "fail-play", "b"), types(queue));
        queue.move(List.of(bad, b));
        assertEquals(List.of("b", "a"), types(queue));
        assertEquals(State.PLAYING, state(b));
        assertDropped(bad, "cannot play");
        assertEquals(36, add("fail-play").length());
    }

    @Test
    public void oneThatCannotWaitIsDroppedAsWell() throws Exception {
        String bad = add("fail-suspend");
        String b = add("b");
        queue.move(List.of(b));
        assertEquals(List.of("b"), types(queue));
        assertDropped(bad, "cannot wait");
    }

    @Test
    public void anAnswerThatIsNoneIsTheCallersProblemOnly() throws Exception {
        String uid = add("a");
        for (String line : List.of("5", "nonsense", "{\"success\": 1}", "[]", "{\"result\": 1}")) {
            assertEquals(
                    "Malformed response",
                    assertThrows(ModuleException.class, () -> queue.tell(uid, "answer", Map.of("line", line)))
                            .getMessage());
        }
        assertEquals(Map.of(), queue.tell(uid, "echo", Map.of()));
        assertEquals("null", engine.log.of("queue-module do_answer").get(0).outputJson());
        assertEquals(
                null, queue.tell(uid, "answer", Map.of("line", "{\"success\": true, \"result\": null, \"more\": 1}")));
    }

    @Test
    public void anErrorThatIsNoTextIsToldAsJson() throws Exception {
        String uid = add("a");
        assertEquals(
                "{\"code\":7}",
                assertThrows(
                                ModuleException.class,
                                () -> queue.tell(
                                        uid,
                                        "answer",
                                        Map.of("line", "{\"success\": false, \"error\": {\"code\": 7}}")))
                        .getMessage());
    }

    @Test
    public void anAnswerNobodyAskedForEndsIt() throws Exception {
        String uid = add("a");
        assertEquals(
                "Malformed response",
                assertThrows(
                                ModuleException.class,
                                () -> queue.tell(
                                        uid, "send", Map.of("hexadecimal", "7b7d0a7b7d0a", "stream", "command")))
                        .getMessage());
        assertDropped(uid, "answered without being asked");
    }

    /** It may be gone before it has answered. */
    private void tellLastThing(String uid, String command, Map<String, Object> args) throws InterruptedException {
        String problem = Texts.PIPE_CLOSED;
        try {
            queue.tell(uid, command, args);
        } catch (ModuleException e) {
            problem = e.getMessage();
        }
        assertEquals(Texts.PIPE_CLOSED, problem);
    }

    @Test
    public void anUpdateThatIsNoJsonEndsIt() throws Exception {
        String uid = add("a");
        long pid = pid(queue, uid);
        tellLastThing(uid, "send", Map.of("hexadecimal", "7b0a"));
        await().atMost(SOON).until(() -> queue.find(uid).isEmpty());
        awaitGone(pid, SOON);
        assertTrue(engine.bus
                .of(Announcer.REMOVED)
                .get(0)
                .properties()
                .get("reason")
                .toString()
                .startsWith("sent an update that is not JSON"));
    }

    @Test
    public void anUpdateThatIsNotUtf8EndsIt() throws Exception {
        String uid = add("a");
        tellLastThing(uid, "send", Map.of("hexadecimal", "22c328220a"));
        assertDropped(uid, "sent an update that is not UTF-8");
    }

    @Test
    public void anAnswerThatIsNotUtf8IsTheCallersProblemOnly() throws Exception {
        String uid = add("a");
        for (String answer :
                List.of("22c328220a", "ff0a", "7b2273756363657373223a747275652c22726573756c74223a22ff227d0a")) {
            assertEquals(
                    "Malformed response",
                    assertThrows(
                                    ModuleException.class,
                                    () -> queue.tell(uid, "answer_bytes", Map.of("hexadecimal", answer)))
                            .getMessage());
        }
        assertEquals(Map.of("n", 1L), queue.tell(uid, "echo", Map.of("n", 1L)));
        assertEquals(State.PLAYING, state(uid));
    }

    @Test
    public void halfAnUpdateHarmsNobody() throws Exception {
        String uid = add("a");
        queue.tell(uid, "send", Map.of("hexadecimal", "7b22636d64"));
        assertEquals(Map.of("n", 1L), queue.tell(uid, "echo", Map.of("n", 1L)));
        assertEquals(State.PLAYING, state(uid));
    }

    @Test
    public void aLineOfMoreThanSixteenMebibytesEndsIt() throws Exception {
        String uid = add("a");
        tellLastThing(uid, "send_much", Map.of("count", (16L << 20) + 100));
        assertDropped(uid, "sent an update longer than 16 MiB");
        String other = add("a");
        assertThrows(
                ModuleException.class,
                () -> queue.tell(other, "send_much", Map.of("count", (16L << 20) + 100, "stream", "command")));
        assertDropped(other, "Malformed response");
    }

    @Test
    public void parametersOfMoreThanSixteenMebibytesEndIt() throws Exception {
        String uid = add("a");
        queue.tell(uid, "set", Map.of("x", "x".repeat(7 << 20)));
        queue.tell(uid, "set", Map.of("x", "y".repeat(7 << 20)));
        queue.tell(uid, "set", Map.of("y", "y".repeat(7 << 20)));
        awaitParameter(queue, uid, "y");
        tellLastThing(uid, "set", Map.of("z", "z".repeat(7 << 20)));
        assertDropped(uid, "its parameters are larger than 16 MiB");
    }

    @Test
    public void oneThatClosesAStreamIsGone() throws Exception {
        for (String stream : List.of("update", "command")) {
            String uid = add("a");
            long pid = pid(queue, uid);
            tellLastThing(uid, "close", Map.of("stream", stream));
            await().atMost(SOON).until(() -> queue.find(uid).isEmpty());
            awaitGone(pid, SOON);
        }
    }

    @Test
    public void whatItForkedEndsWithItAndItIsGoneAtOnceAllTheSame() throws Exception {
        String uid = add("a");
        long pid = pid(queue, uid);
        long deaf = (Long) queue.tell(uid, "grandchild", Map.of("deaf", true));
        long meek = (Long) queue.tell(uid, "grandchild", Map.of("deaf", false));
        String b = add("b");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(1))
                .until(() -> types(queue).equals(List.of("b")));
        await().atMost(SOON).until(() -> state(b) == State.PLAYING);
        awaitGone(meek, SOON);
        awaitGone(deaf, SOON);
    }

    @Test
    public void oneThatExitsWhileItIsToldSomethingIsGone() throws Exception {
        String uid = add("a");
        assertEquals(
                "Pipe to module unexpectedly closed",
                assertThrows(ModuleException.class, () -> queue.tell(uid, "exit_soon", Map.of()))
                        .getMessage());
        assertTrue(queue.find(uid).isEmpty());
    }

    @Test
    public void whatItSaysBeforeItIsInitialisedWaits() throws Exception {
        String uid = add("early");
        awaitParameter(queue, uid, "pid");
        assertEquals(true, EngineRule.parameters(queue, uid).get("early"));
        assertEquals("queue-module init", engine.log.briefs().get(0));
    }

    @Test
    public void aFloodOfUpdatesArrivesWhileCommandsAreAnswered() throws Exception {
        String uid = add("a");
        String b = add("b");
        queue.tell(uid, "flood", Map.of("count", 200_000L));
        int answered = 0;
        while (queue.find(uid).orElseThrow().parameters(List.of("n199999")).isEmpty()) {
            assertEquals(Map.of(), queue.tell(uid, "echo", Map.of()));
            assertEquals(Map.of(), queue.tell(b, "echo", Map.of()));
            answered++;
        }
        assertTrue("only " + answered, answered > 1);
        Map<String, Object> parameters = EngineRule.parameters(queue, uid);
        for (long n = 0; n < 200_000; n++) {
            assertEquals(n, parameters.get("n" + n));
        }
    }

    @Test
    public void manyAreAddedAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<String>> adds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            adds.add(threads.submit(() -> add("a")));
        }
        Set<String> uids = new HashSet<>();
        for (Future<String> each : adds) {
            uids.add(each.get());
        }
        threads.shutdownNow();
        assertEquals(50, uids.size());
        List<ModuleEntry> all = queue.list();
        assertEquals(uids, new HashSet<>(all.stream().map(ModuleEntry::uid).toList()));
        assertEquals(
                1, all.stream().filter(entry -> entry.state() == State.PLAYING).count());
        assertEquals(State.PLAYING, all.get(0).state());
    }

    @Test
    public void movesAndRemovalsDuringPlayLeadToOneThatPlays() throws Exception {
        String slow = add("slow-play");
        String a = add("a");
        String b = add("b");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        queue.move(List.of(a));
        List<Future<?>> changes = List.of(
                threads.submit(() -> move(slow)),
                threads.submit(() -> move(b, slow)),
                threads.submit(() -> remove(a)),
                threads.submit(() -> move(slow, b)));
        for (Future<?> change : changes) {
            change.get();
        }
        threads.shutdownNow();
        List<ModuleEntry> left = queue.list();
        assertEquals(
                Set.of(slow, b),
                new HashSet<>(left.stream().map(ModuleEntry::uid).toList()));
        assertEquals(State.PLAYING, left.get(0).state());
        assertTrue(left.get(1).state() != State.PLAYING);
        for (String uid : List.of(slow, b)) {
            assertNeverTwice((List<?>) awaitParameter(queue, uid, "heard"));
        }
    }

    @Test
    public void oneRemovedWithinItsOwnPlayIsGoneAndTheNextPlays() throws Exception {
        String a = add("a");
        String slow = add("slow-play");
        String b = add("b");
        long pid = pid(queue, slow);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> removed = threads.submit(() -> remove(a));
        awaitToldToPlay(slow);
        queue.remove(List.of(slow));
        removed.get();
        threads.shutdownNow();
        assertEquals(List.of("b"), types(queue));
        assertEquals(State.PLAYING, state(b));
        awaitHeard(queue, b, "init", "play");
        awaitGone(pid, SOON);
    }

    @Test
    public void oneThatIsMovedBehindAnotherWithinItsOwnPlayWaitsWhenItHasAnswered() throws Exception {
        String a = add("a");
        String slow = add("slow-play");
        String b = add("b");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> removed = threads.submit(() -> remove(a));
        awaitToldToPlay(slow);
        queue.move(List.of(b));
        removed.get();
        threads.shutdownNow();
        assertEquals(List.of("b", "slow-play"), types(queue));
        assertEquals(State.PLAYING, state(b));
        awaitHeard(queue, b, "init", "play");
        awaitHeard(queue, slow, "init", "play", "suspend");
    }

    /** It has read the command, and is going to take 0.3 s for the answer. */
    private void awaitToldToPlay(String uid) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(SOON)
                .until(() ->
                        "play".equals(last(EngineRule.parameters(queue, uid).get("heard"))));
        assertTrue(String.valueOf(state(uid)), state(uid) != State.PLAYING);
    }

    private Void move(String... uids) throws InterruptedException {
        queue.move(List.of(uids));
        return null;
    }

    private Void remove(String uid) throws InterruptedException {
        queue.remove(List.of(uid));
        return null;
    }

    private static void assertNeverTwice(List<?> heard) {
        List<?> turns = heard.stream()
                .filter(command -> List.of("play", "suspend").contains(command))
                .toList();
        for (int i = 0; i < turns.size(); i++) {
            assertEquals(heard.toString(), i % 2 == 0 ? "play" : "suspend", turns.get(i));
        }
    }

    private static Object last(Object heard) {
        return heard instanceof List<?> list && !list.isEmpty() ? list.get(list.size() - 1) : "";
    }

    @Test
    public void oneRemovedWhileItIsToldSomethingHoldsNobodyUp() throws Exception {
        String uid = add("a");
        String b = add("b");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> told = threads.submit(() -> queue.tell(uid, "sleep", Map.of("seconds", 0.3)));
        await().until(() ->
                "do_sleep".equals(last(EngineRule.parameters(queue, uid).get("heard"))));
        queue.remove(List.of(uid));
        assertEquals(0.3, told.get());
        assertEquals(List.of("b"), types(queue));
        awaitHeard(queue, b, "init", "play");
        threads.shutdownNow();
    }

    @Test
    public void numbersOfProcessesAreUsedAgain() throws Exception {
        String first = add("a");
        add("a");
        assertTrue(engine.processes().find("queue.a.1").isPresent());
        assertTrue(engine.processes().find("queue.a.2").isPresent());
        queue.remove(List.of(first));
        await().atMost(SOON).until(() -> engine.processes().find("queue.a.1").isEmpty());
        add("a");
        assertTrue(engine.processes().find("queue.a.1").isPresent());
        assertTrue(engine.processes().find("queue.a.3").isEmpty());
        engine.pool().add("a", Map.of());
        assertTrue(engine.processes().find("pool.a.1").isPresent());
    }
}
