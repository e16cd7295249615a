package dev.patchbay.module.internal;

import static dev.patchbay.module.internal.EngineRule.answerOf;
import static dev.patchbay.module.internal.EngineRule.awaitGone;
import static dev.patchbay.module.internal.EngineRule.awaitHeard;
import static dev.patchbay.module.internal.EngineRule.pid;
import static dev.patchbay.module.internal.EngineRule.types;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.JsonType;
import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleEntry.State;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.session.User;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.Timeout;

/** The pool, and the names by which it and the queue are called. */
public class PoolTest {

    @BeforeClass
    public static void needsPython() {
        EngineRule.assumePython();
    }

    @ClassRule
    public static final EngineRule engine =
            new EngineRule().with("a").with("b").with("fail-play", "fail-play").withBackground("bg");

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final PoolBroker pool = engine.pool();
    private final PoolProvider provider = new PoolProvider(engine.component());

    @After
    public void clear() throws InterruptedException {
        engine.clear();
    }

    @Test
    public void allPlayAndNobodyIsSuspended() throws Exception {
        String a = (String) provider.add("a", Map.of("text", "x")).get("uid");
        String b = (String) provider.add("b", Map.of()).get("uid");
        assertEquals(
                List.of(State.PLAYING, State.PLAYING),
                pool.list().stream().map(ModuleEntry::state).toList());
        awaitHeard(pool, a, "init", "play");
        awaitHeard(pool, b, "init", "play");
        long pid = pid(pool, a);
        assertEquals(
                List.of(
                        Map.of("uid", a, "type", "a", "parameters", Map.of("text", "x")),
                        Map.of("uid", b, "type", "b")),
                provider.list(Map.of("a", List.of("text"))));
        provider.remove(List.of(5, a, "unknown", Map.of()));
        assertEquals(List.of("b"), types(pool));
        awaitGone(pid, Duration.ofSeconds(5));
        awaitHeard(pool, b, "init", "play");
    }

    @Test
    public void itsModulesAreToldAndAsked() throws Exception {
        String a = (String) provider.add("a", Map.of()).get("uid");
        assertEquals(Map.of("n", 1L), answerOf(provider.tell(a, "echo", Map.of("n", 1L))));
        await().until(() -> provider.ask(a, List.of("pid", "absent")).keySet().equals(Set.of("pid")));
        assertFailure("Module identifier not in pool", () -> answerOf(provider.tell("x", "echo", Map.of())));
        assertFailure("Module identifier not in queue", () -> provider.ask("x", List.of()));
        assertFailure("Unrecognized module name", () -> provider.add("bg", Map.of()));
    }

    private static void assertFailure(String problem, ThrowingRunnable work) {
        assertEquals(problem, assertThrows(CallException.class, work).getMessage());
    }

    @Test
    public void oneThatCannotPlayIsDroppedAndTheOthersPlayOn() throws Exception {
        provider.add("a", Map.of());
        provider.add("fail-play", Map.of());
        assertEquals(List.of("a"), types(pool));
    }

    @Test
    public void itHasTheTypesOfTheQueueAndNothingOfItsModules() throws Exception {
        assertEquals(List.of("a", "b", "fail-play"), provider.types());
        provider.add("a", Map.of());
        assertEquals(List.of(), types(engine.queue()));
    }

    @Test
    public void itIsRecordedUnderItsOwnName() throws Exception {
        engine.log.clear();
        provider.add("a", Map.of());
        assertEquals(
                List.of("queue-module init", "queue-module play", "client-pool add"),
                engine.log.briefs().stream()
                        .filter(brief -> !brief.startsWith("module-instance"))
                        .toList());
        assertEquals(
                Set.of("pool"),
                engine.log.entries().stream().map(entry -> entry.owner()).collect(Collectors.toSet()));
    }

    @Test
    public void theCommandsAreThoseOfTheSpecification() {
        assertEquals(
                Set.of(
                        "add(type, args)",
                        "rm(uids)",
                        "pool(parameters)",
                        "modules_available()",
                        "tell_module(uid, cmd, args)",
                        "ask_module(uid, parameters)"),
                commands(PoolProvider.class));
        assertEquals(
                Set.of(
                        "add(type, args)",
                        "set_bg(type, args)",
                        "rm(uids)",
                        "mv(uids)",
                        "queue(parameters)",
                        "bg(parameters)",
                        "modules_available()",
                        "backgrounds_available()",
                        "tell_module(uid, cmd, args)",
                        "tell_background(uid, cmd, args)",
                        "ask_module(uid, parameters)",
                        "ask_background(uid, parameters)"),
                commands(QueueProvider.class));
    }

    @Test
    public void everythingInACommandAndItsAnswerCanBeDescribed() {
        Stream.of(QueueProvider.class, PoolProvider.class)
                .flatMap(provider -> Arrays.stream(provider.getMethods()))
                .filter(method -> method.isAnnotationPresent(RpcMethod.class))
                .flatMap(method -> Stream.concat(
                        Arrays.stream(method.getGenericParameterTypes()), Stream.of(method.getGenericReturnType())))
                .map(PoolTest::promised)
                .filter(type -> type != void.class)
                .forEach(
                        type -> assertNotNull(type.toString(), JsonType.of(type).schema()));
    }

    private static Type promised(Type type) {
        return type instanceof ParameterizedType promise && promise.getRawType() == CompletionStage.class
                ? promise.getActualTypeArguments()[0]
                : type;
    }

    @Test
    public void whatNeitherStartsNorMovesAModuleIsBrief() {
        assertEquals(
                Set.of(
                        "pool(parameters)",
                        "modules_available()",
                        "tell_module(uid, cmd, args)",
                        "ask_module(uid, parameters)"),
                commands(PoolProvider.class, RpcMethod::brief));
        assertEquals(
                Set.of("add(type, args)", "set_bg(type, args)", "rm(uids)", "mv(uids)"),
                commands(QueueProvider.class, method -> !method.brief()));
    }

    @Test
    public void itsRefusedCommandsAreRecordedUnderItsOwnName() {
        engine.log.clear();
        provider.onRefused(
                Request.of("pool.rm", Map.of(), User.ANONYMOUS), Failure.of(Failure.Kind.INVALID_INPUT, "no uids"));
        assertEquals(List.of("client-pool rm"), engine.log.briefs());
    }

    private static Set<String> commands(Class<?> provider, Predicate<RpcMethod> wanted) {
        return Arrays.stream(provider.getMethods())
                .filter(method -> method.isAnnotationPresent(RpcMethod.class))
                .filter(method -> wanted.test(method.getAnnotation(RpcMethod.class)))
                .map(PoolTest::signature)
                .collect(Collectors.toSet());
    }

    private static Set<String> commands(Class<?> provider) {
        return commands(provider, any -> true);
    }

    private static String signature(Method method) {
        String name = method.getAnnotation(RpcMethod.class).value();
        return (name.isEmpty() ? method.getName() : name)
                + Arrays.stream(method.getParameters())
                        .map(parameter -> parameter.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
