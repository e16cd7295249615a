package dev.patchbay.module.internal;

import static dev.patchbay.module.internal.EngineRule.answerOf;
import static dev.patchbay.module.internal.EngineRule.awaitGone;
import static dev.patchbay.module.internal.EngineRule.awaitHeard;
import static dev.patchbay.module.internal.EngineRule.awaitParameter;
import static dev.patchbay.module.internal.EngineRule.awaitTypes;
import static dev.patchbay.module.internal.EngineRule.pid;
import static dev.patchbay.module.internal.EngineRule.types;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleEntry.State;
import dev.patchbay.module.ModuleException;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.Timeout;

/** The queue with modules that do as they are told. */
public class QueueTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Duration SOON = Duration.ofSeconds(10);

    @BeforeClass
    public static void needsPython() {
        EngineRule.assumePython();
    }

    @ClassRule
    public static final EngineRule engine = new EngineRule()
            .with("a")
            .with("b")
            .with("c")
            .with("update-first", "update-first")
            .withBackground("bg")
            .withBackground("bg2");

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final QueueBroker queue = engine.queue();
    private final QueueProvider provider = new QueueProvider(engine.component());

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

    private State state(String uid) {
        return queue.list().stream()
                .filter(entry -> entry.uid().equals(uid))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void assertProblem(String problem, ThrowingRunnable work) {
        assertEquals(problem, assertThrows(ModuleException.class, work).getMessage());
    }

    private static void assertFailure(String problem, ThrowingRunnable work) {
        assertEquals(problem, assertThrows(CallException.class, work).getMessage());
    }

    @Test
    public void aModuleIsAddedAndSaysWhatItIs() throws Exception {
        String uid = queue.add("a", Map.of("text", "h\u00e9 \ud83c\udfb5 \u4f60 \udcff", "none", List.of()));
        assertTrue(uid, uid.matches(UUID));
        awaitParameter(queue, uid, "text");
        assertEquals(
                Map.of("text", "h\u00e9 \ud83c\udfb5 \u4f60 \udcff"), provider.ask(uid, List.of("text", "absent")));
        assertEquals(
                List.of(Map.of("uid", uid, "type", "a", "parameters", Map.of("none", List.of()))),
                provider.list(Map.of("a", List.of("none", "absent"), "b", List.of("text"))));
        assertEquals(List.of(Map.of("uid", uid, "type", "a")), provider.list(Map.of("b", List.of("text"))));
        assertTrue(ProcessHandle.of(pid(queue, uid)).orElseThrow().isAlive());
    }

    @Test
    public void itsLastThreeArgumentsAreHostAndPorts() throws Exception {
        List<?> argv = (List<?>) awaitParameter(queue, add("a"), "argv");
        assertEquals("localhost", argv.get(0));
        assertTrue(Integer.parseInt((String) argv.get(1)) > 0);
        assertTrue(Integer.parseInt((String) argv.get(2)) > 0);
        assertFalse(argv.get(1).equals(argv.get(2)));
    }

    @Test
    public void theUpdatePortMayBeTheFirst() throws Exception {
        String uid = add("update-first");
        assertEquals(State.PLAYING, state(uid));
        awaitHeard(queue, uid, "init", "play");
    }

    @Test
    public void itRunsInTheNodesHomeWhereverTheNodeWasStarted() throws Exception {
        String home = engine.home().toRealPath().toString();
        assertNotEquals(System.getProperty("user.dir"), home);
        assertEquals(home, awaitParameter(queue, add("a"), "directory"));
    }

    @Test
    public void theFirstPlaysAndTheOthersWait() throws Exception {
        String a = add("a");
        String b = add("b");
        String c = add("c");
        assertEquals(State.PLAYING, state(a));
        assertEquals(State.WAITING, state(b));
        provider.move(Arrays.asList(c, "unknown", 5, null, b, c));
        assertEquals(List.of("c", "b", "a"), types(queue));
        assertEquals(List.of(State.PLAYING, State.WAITING, State.SUSPENDED), List.of(state(c), state(b), state(a)));
        awaitHeard(queue, a, "init", "play", "suspend");
        awaitHeard(queue, c, "init", "play");
        queue.tell(b, "nothing", Map.of());
        awaitHeard(queue, b, "init", "do_nothing");
        queue.move(List.of(a));
        assertEquals(List.of("a", "c", "b"), types(queue));
        awaitHeard(queue, a, "init", "play", "suspend", "play");
    }

    @Test
    public void aMoveThatChangesNothingIsToldToNobody() throws Exception {
        String a = add("a");
        add("b");
        queue.move(List.of());
        queue.move(List.of(a, a));
        assertEquals(List.of(), engine.bus.of(Announcer.MOVED));
        queue.tell(a, "nothing", Map.of());
        awaitHeard(queue, a, "init", "play", "do_nothing");
    }

    @Test
    public void theNextOnePlaysWhenTheFirstIsRemoved() throws Exception {
        String a = add("a");
        long pid = pid(queue, a);
        String b = add("b");
        queue.remove(List.of("unknown", a, a));
        assertEquals(List.of("b"), types(queue));
        assertEquals(State.PLAYING, state(b));
        awaitGone(pid, SOON);
        queue.remove(List.of("unknown", a));
        assertEquals(List.of("b"), types(queue));
    }

    @Test
    public void oneThatWasNotFirstIsRemovedWithoutTheFirstNoticing() throws Exception {
        String a = add("a");
        String b = add("b");
        long pid = pid(queue, b);
        queue.remove(List.of(b));
        awaitGone(pid, SOON);
        queue.tell(a, "nothing", Map.of());
        awaitHeard(queue, a, "init", "play", "do_nothing");
    }

    @Test
    public void theBackgroundPlaysWhileTheQueueIsEmpty() throws Exception {
        assertEquals(null, provider.background(Map.of()));
        String uid = queue.setBackground("bg", Map.of("colour", "blue"));
        assertEquals(State.PLAYING, queue.background().orElseThrow().state());
        String a = add("a");
        assertEquals(State.SUSPENDED, queue.background().orElseThrow().state());
        add("b");
        queue.remove(List.of(a));
        assertBackgroundHeard("init", "play", "suspend");
        queue.remove(queue.list().stream().map(ModuleEntry::uid).toList());
        assertBackgroundHeard("init", "play", "suspend", "play");
        assertEquals(
                Map.of("uid", uid, "type", "bg", "parameters", Map.of("colour", "blue")),
                provider.background(Map.of("bg", List.of("colour", "absent"))));
        assertEquals(Map.of("uid", uid, "type", "bg"), provider.background(Map.of("a", List.of("colour"))));
        assertEquals(List.of(), types(queue));
    }

    private void assertBackgroundHeard(String... commands) {
        await().atMost(SOON)
                .until(() -> List.of(commands)
                        .equals(queue.background().orElseThrow().parameters().get("heard")));
    }

    @Test
    public void aBackgroundOfABusyQueueIsSuspendedFirst() throws Exception {
        String a = add("a");
        queue.setBackground("bg", Map.of());
        assertEquals(State.SUSPENDED, queue.background().orElseThrow().state());
        assertBackgroundHeard("init", "suspend");
        queue.remove(List.of(a));
        assertBackgroundHeard("init", "suspend", "play");
    }

    @Test
    public void aReplacedBackgroundEndsAndARemovedOneIsGone() throws Exception {
        String first = queue.setBackground("bg", Map.of());
        await().atMost(SOON)
                .until(() -> queue.background().orElseThrow().parameters().containsKey("pid"));
        long pid = (Long) queue.background().orElseThrow().parameters().get("pid");
        String second = queue.setBackground("bg2", Map.of());
        awaitGone(pid, SOON);
        assertEquals(second, queue.background().orElseThrow().uid());
        assertProblem(Texts.OTHER_BACKGROUND, () -> queue.tellBackground(first, "echo", Map.of()));
        assertFailure(
                "Background identifier doesn't match current background",
                () -> provider.askBackground(first, List.of()));
        assertEquals(Map.of("n", 1L), queue.tellBackground(second, "echo", Map.of("n", 1L)));
        assertTrue(provider.askBackground(second, List.of("pid")).containsKey("pid"));
        queue.remove(List.of(second));
        assertTrue(queue.background().isEmpty());
        assertFailure("No background", () -> provider.askBackground(second, List.of()));
        assertFailure("No background", () -> answerOf(provider.tellBackground(second, "echo", Map.of())));
    }

    @Test
    public void theTwoListsOfTypesAreSeparate() {
        assertEquals(List.of("a", "b", "c", "update-first"), provider.types());
        assertEquals(List.of("bg", "bg2"), provider.backgroundTypes());
        assertFailure("Unrecognized module name", () -> provider.add("bg", Map.of()));
        assertFailure("Unrecognized module name", () -> provider.setBackground("a", Map.of()));
        assertFailure("Unrecognized module name", () -> provider.add("unknown", Map.of()));
    }

    @Test
    public void argumentsAndResultsPassUnchanged() throws Exception {
        String uid = add("a");
        Map<String, Object> args = Map.of(
                "text",
                "\u2028 \u00e9\ud83c\udfb5\\\"\n",
                "number",
                1.5,
                "deep",
                List.of(Map.of("flag", true), 7L, "x"));
        assertEquals(args, answerOf(provider.tell(uid, "echo", args)));
        assertNull(answerOf(provider.tell(uid, "nothing", Map.of())));
        String large = "\u00e9".repeat(300_000);
        assertEquals(Map.of("large", large), queue.tell(uid, "echo", Map.of("large", large)));
    }

    @Test
    public void anErrorOfTheModuleReachesTheCallerAndTheModuleStays() throws Exception {
        String uid = add("a");
        assertFailure(
                "no such song \u266b",
                () -> answerOf(provider.tell(uid, "fail", Map.of("text", "no such song \u266b"))));
        assertFailure("'do_unknown'", () -> answerOf(provider.tell(uid, "unknown", Map.of())));
        assertEquals(Map.of("n", 1L), answerOf(provider.tell(uid, "echo", Map.of("n", 1L))));
        assertEquals(List.of("a"), types(queue));
        assertFailure("Module identifier not in queue", () -> answerOf(provider.tell("x", "echo", Map.of())));
        assertFailure("Module identifier not in queue", () -> provider.ask("x", List.of()));
    }

    @Test
    public void whatIsNoJsonIsRefusedBeforeTheModuleHearsOfIt() throws Exception {
        String uid = add("a");
        assertThrows(ModuleException.class, () -> queue.tell(uid, "echo", Map.of("n", Double.NaN)));
        assertThrows(ModuleException.class, () -> queue.add("b", Map.of("n", Double.POSITIVE_INFINITY)));
        assertEquals(Map.of(), queue.tell(uid, "echo", Map.of()));
        assertEquals(List.of("a"), types(queue));
    }

    @Test
    public void anUnsetParameterIsGone() throws Exception {
        String uid = add("a");
        queue.tell(uid, "set", Map.of("one", 1L, "two", 2L));
        awaitParameter(queue, uid, "two");
        queue.tell(uid, "unset", Map.of("names", List.of("one", "absent")));
        await().atMost(SOON)
                .until(() -> provider.ask(uid, List.of("one", "two")).equals(Map.of("two", 2L)));
    }

    @Test
    public void aKilledProcessIsGoneAtOnceAndTheNextPlays() throws Exception {
        long pid = pid(queue, add("a"));
        String b = add("b");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(1))
                .until(() -> types(queue).equals(List.of("b")));
        await().atMost(Duration.ofSeconds(1)).until(() -> state(b) == State.PLAYING);
    }

    @Test
    public void aModuleMayLeaveByItself() throws Exception {
        String a = add("a");
        long pid = pid(queue, a);
        add("b");
        assertEquals(
                "Pipe to module unexpectedly closed",
                assertThrows(ModuleException.class, () -> queue.tell(a, "leave", Map.of()))
                        .getMessage());
        awaitTypes(queue, "b");
        awaitGone(pid, SOON);
        await().atMost(SOON).until(() -> engine.bus.briefs().contains("removed a"));
    }

    @Test
    public void manyMayTellOneModuleAtATimeAndEachGetsHisAnswer() throws Exception {
        String uid = add("a");
        List<Thread> threads = new ArrayList<>();
        List<Object> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        for (long n = 0; n < 8; n++) {
            long own = n;
            threads.add(new Thread(() -> {
                try {
                    for (int i = 0; i < 50; i++) {
                        Object answer = queue.tell(uid, "echo", Map.of("n", own));
                        if (!Map.of("n", own).equals(answer)) {
                            wrong.add(answer);
                        }
                    }
                } catch (ModuleException | InterruptedException e) {
                    wrong.add(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void whoIsInterruptedStopsWaitingAndWhatHeBeganIsDone() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> add("a"));
        awaitTypes(queue, "a");
    }

    @Test
    public void whatHappensIsPublished() throws Exception {
        String bg = queue.setBackground("bg", Map.of());
        String a = add("a");
        String b = add("b");
        queue.move(List.of(b));
        queue.remove(List.of(b));
        assertEquals(
                List.of("added bg", "playing bg", "added a"),
                engine.bus.briefs().subList(0, 3));
        assertEquals(
                List.of("playing a", "suspended bg"),
                engine.bus.briefs().subList(3, 5).stream().sorted().toList());
        assertEquals(List.of("added b", "moved null"), engine.bus.briefs().subList(5, 7));
        assertEquals(
                List.of("playing b", "suspended a"),
                engine.bus.briefs().subList(7, 9).stream().sorted().toList());
        assertEquals(List.of("removed b", "playing a"), engine.bus.briefs().subList(9, 11));
        assertEquals(
                Map.of("in", "queue", "uids", List.of(b, a)),
                engine.bus.of(Announcer.MOVED).get(0).properties());
        assertEquals(
                Map.of("in", "queue", "uid", b, "type", "b", "reason", "removed"),
                engine.bus.of(Announcer.REMOVED).get(0).properties());
        assertEquals(
                Map.of("in", "queue", "uid", bg, "type", "bg"),
                engine.bus.of(Announcer.ADDED).get(0).properties());
    }

    @Test
    public void aBusThatFailsHoldsNothingUp() throws Exception {
        engine.bus.isBroken = true;
        try {
            String a = add("a");
            assertEquals(State.PLAYING, state(a));
        } finally {
            engine.bus.isBroken = false;
        }
    }

    @Test
    public void everythingCommandedIsRecordedInOrder() throws Exception {
        String a = queue.add("a", Map.of("text", "\u00e9"));
        assertEquals(
                List.of("queue-module init", "queue-module play", "client-queue add"),
                engine.log.briefs().stream()
                        .filter(brief -> !brief.startsWith("module-instance"))
                        .toList());
        await().atMost(SOON)
                .until(() -> !engine.log.of("module-instance set_parameters").isEmpty());
        queue.tell(a, "echo", Map.of("n", 1L));
        assertThrows(ModuleException.class, () -> queue.tell("x", "echo", Map.of()));
        provider.list(Map.of());
        provider.ask(a, List.of("text"));
        queue.remove(List.of(a));
        List<String> briefs = engine.log.briefs();
        assertEquals(
                List.of(
                        "queue-module do_echo",
                        "client-queue tell_module",
                        "client-queue tell_module",
                        "queue-module rm",
                        "client-queue rm"),
                briefs.subList(briefs.indexOf("queue-module do_echo"), briefs.size()));
        assertEquals(
                Map.of("cmd", "add", "args", Map.of("type", "a", "args", Map.of("text", "\u00e9"))),
                FakeLog.json(engine.log.of("client-queue add").get(0).inputJson()));
        assertEquals(
                Map.of("success", true, "result", Map.of("uid", a)),
                FakeLog.json(engine.log.of("client-queue add").get(0).outputJson()));
        assertNull(engine.log.of("client-queue add").get(0).uid());
        assertEquals("queue", engine.log.of("client-queue add").get(0).owner());
        assertEquals(a, engine.log.of("queue-module do_echo").get(0).uid());
        assertEquals(
                Map.of("success", true, "result", Map.of("n", 1L)),
                FakeLog.json(engine.log.of("queue-module do_echo").get(0).outputJson()));
        assertEquals(
                Map.of("success", false, "error", "Module identifier not in queue"),
                FakeLog.json(engine.log.of("client-queue tell_module").get(1).outputJson()));
        assertEquals(
                Map.of("cmd", "rm"),
                FakeLog.json(engine.log.of("queue-module rm").get(0).inputJson()));
        assertEquals(
                "{\"success\":true}", engine.log.of("client-queue rm").get(0).outputJson());
    }

    @Test
    public void whoIsToldLaterIsRecordedBeforeHeIsAnswered() throws Exception {
        String a = add("a");
        engine.log.clear();
        CompletableFuture<List<String>> recorded = new CompletableFuture<>();
        provider.tell(a, "echo", Map.of("n", 1L))
                .whenComplete((result, failure) -> recorded.complete(engine.log.briefs()));
        assertEquals(
                List.of("queue-module do_echo", "client-queue tell_module"),
                recorded.get().stream()
                        .filter(brief -> !brief.startsWith("module-instance")) // it says its own when it likes
                        .toList());
    }

    @Test
    public void whoStopsWaitingCancelsNothing() throws Exception {
        String a = add("a");
        provider.tell(a, "echo", Map.of("n", 1L)).toCompletableFuture().cancel(true);
        assertEquals(Map.of("n", 2L), answerOf(provider.tell(a, "echo", Map.of("n", 2L))));
        assertEquals(2, engine.log.of("client-queue tell_module").size());
    }

    @Test
    public void aCommandThatIsRefusedIsRecordedUnlessItOnlyReads() {
        Failure failure = Failure.of(Failure.Kind.INVALID_INPUT, "at /uids: missing");
        for (String command : List.of("rm", "queue", "mv", "ask_module", "tell_background", "unknown")) {
            provider.onRefused(Request.of("queue." + command, Map.of("x", 1L), User.ANONYMOUS), failure);
        }
        provider.onRefused(Request.of("queue.set_bg", List.of("a", 5L), User.ANONYMOUS), failure);
        provider.onRefused(Request.of("queue.add", null, User.ANONYMOUS), failure);
        assertEquals(
                List.of(
                        "client-queue rm",
                        "client-queue mv",
                        "client-queue tell_background",
                        "client-queue set_bg",
                        "client-queue add"),
                engine.log.briefs());
        assertEquals(
                Map.of("cmd", "rm", "args", Map.of("x", 1L)),
                FakeLog.json(engine.log.entries().get(0).inputJson()));
        assertEquals(
                Map.of("success", false, "error", "at /uids: missing"),
                FakeLog.json(engine.log.entries().get(0).outputJson()));
        assertEquals(
                Map.of("cmd", "set_bg", "args", List.of("a", 5L)),
                FakeLog.json(engine.log.entries().get(3).inputJson()));
        assertEquals(
                Map.of("cmd", "add"), FakeLog.json(engine.log.entries().get(4).inputJson()));
        assertNull(engine.log.entries().get(0).uid());
    }

    @Test
    public void backgroundsAreRecordedToo() throws Exception {
        String uid = queue.setBackground("bg", Map.of());
        queue.tellBackground(uid, "echo", Map.of());
        queue.move(List.of());
        assertEquals(
                List.of(
                        "queue-module init",
                        "queue-module play",
                        "client-queue set_bg",
                        "queue-module do_echo",
                        "client-queue tell_background",
                        "client-queue mv"),
                engine.log.briefs().stream()
                        .filter(brief -> !brief.startsWith("module-instance"))
                        .toList());
    }

    @Test
    public void unknownUpdatesAreAnsweredWithWhatIsWrong() throws Exception {
        String uid = add("a");
        assertUpdate(Map.of("success", false, "error", "Bad command."), uid, "{\"cmd\": \"dance\"}");
        assertUpdate(Map.of("success", false, "error", "No command given."), uid, "{}");
        assertUpdate(Map.of("success", false, "error", "Command not a dict."), uid, "[]");
        assertUpdate(
                Map.of("success", false, "error", "Expected args to hold parameters, a list of names"),
                uid,
                "{\"cmd\": \"unset_parameters\", \"args\": {\"parameters\": {}}}");
        assertUpdate(
                Map.of("success", false, "error", "Expected args to hold parameters, an object of names and values"),
                uid,
                "{\"cmd\": \"set_parameters\"}");
        assertUpdate(
                Map.of("success", true),
                uid,
                "{\"cmd\": \"set_parameters\", \"args\": {\"parameters\": {\"x\": null}}}");
        assertNull(provider.ask(uid, List.of("x")).get("x"));
        assertEquals(List.of("x"), List.copyOf(provider.ask(uid, List.of("x")).keySet()));
    }

    private void assertUpdate(Map<String, Object> answer, String uid, String line) throws Exception {
        assertEquals(answer, queue.tell(uid, "say", Map.of("line", line)));
    }
}
