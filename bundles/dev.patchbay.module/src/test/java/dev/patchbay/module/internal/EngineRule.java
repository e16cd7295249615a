package dev.patchbay.module.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.event.EventBus;
import dev.patchbay.json.Json;
import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.Modules;
import dev.patchbay.module.spi.CommandLog;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.internal.RealProcesses;
import dev.patchbay.transport.line.internal.RealLines;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** The engine on a framework's service registry, with real processes and connections. */
final class EngineRule extends ExternalResource {

    private static final long LIMIT_IN_MS = 20_000;

    final FakeBus bus = new FakeBus();
    final FakeLog log = new FakeLog();
    private final TemporaryFolder folder = new TemporaryFolder();
    private final Map<String, Object> types = new LinkedHashMap<>();
    private TestConfig config = TestConfig.of("");
    private Framework framework;
    private RealProcesses processes;
    private RealLines lines;
    private Path script;
    private ModuleComponent component;
    private ServiceRegistration<CommandLog> logRegistration;

    /** Before it starts: a type whose modules misbehave in these ways. */
    EngineRule with(String type, String... words) {
        types.put(type, List.of(words));
        return this;
    }

    /** Before it starts: a background that misbehaves in these ways. */
    EngineRule withBackground(String type, String... words) {
        types.put(type, Map.of("background", true, "words", List.of(words)));
        return this;
    }

    /** Before it starts. */
    EngineRule with(TestConfig other) {
        config = other;
        return this;
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        script = home().resolve("module.py");
        try (InputStream source = EngineRule.class.getResourceAsStream("module.py")) {
            Files.copy(Objects.requireNonNull(source), script);
        }
        String storage = folder.newFolder("storage").toString();
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage, "patchbay.home", home().toString()));
        framework.start();
        processes = new RealProcesses(folder.getRoot().toPath());
        lines = new RealLines();
        context().registerService(EventBus.class, bus, null);
        logRegistration = context().registerService(CommandLog.class, log, null);
        startEngine();
    }

    private void startEngine() {
        component = new ModuleComponent(context(), lines.transport(), processes.processes(), config());
    }

    void restartEngine() {
        stopEngine();
        startEngine();
    }

    /** Tests with modules in Python need it. */
    static void assumePython() {
        assumeTrue(
                "expected python3 on the PATH",
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "python3"))));
    }

    @Override
    protected void after() {
        try {
            stopEngine();
            lines.close();
            processes.close();
            framework.stop();
            framework.waitForStop(LIMIT_IN_MS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            folder.delete();
        }
    }

    /** What a provider promised: the result, or what it failed with. */
    static Object answerOf(CompletionStage<?> promise) throws Exception {
        try {
            return promise.toCompletableFuture().get(LIMIT_IN_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** As the component is deactivated. */
    void stopEngine() {
        if (component != null) {
            component.deactivate();
            component = null;
        }
    }

    TestConfig config() {
        Map<String, Object> all = new LinkedHashMap<>();
        types.forEach((type, description) -> all.put(type, described(description)));
        return config.withTypes(Json.write(all));
    }

    private Object described(Object description) {
        if (description instanceof Map<?, ?> background) {
            return Map.of("background", true, "command", command((List<?>) background.get("words")));
        }
        return command((List<?>) description);
    }

    List<String> command(List<?> words) {
        List<String> command = new ArrayList<>(List.of("python3", "-S", script.toString()));
        words.forEach(word -> command.add(word.toString()));
        return command;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Path home() {
        return folder.getRoot().toPath();
    }

    ModuleComponent component() {
        return component;
    }

    QueueBroker queue() {
        return component.queue();
    }

    PoolBroker pool() {
        return component.pool();
    }

    Processes processes() {
        return processes.processes();
    }

    <T> ServiceRegistration<T> publish(Class<T> type, T service, Map<String, ?> properties) {
        return context().registerService(type, service, FrameworkUtil.asDictionary(properties));
    }

    void stopLogging() {
        logRegistration.unregister();
    }

    /** The types of those that are in, in order. */
    static List<String> types(Modules modules) {
        return modules.list().stream().map(ModuleEntry::type).toList();
    }

    static Map<String, Object> parameters(Modules modules, String uid) {
        return modules.list().stream()
                .filter(entry -> entry.uid().equals(uid))
                .findFirst()
                .orElseThrow()
                .parameters();
    }

    /** Waits until a module has said that of itself, and returns it. */
    static Object awaitParameter(Modules modules, String uid, String name) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> parameters(modules, uid).containsKey(name));
        return parameters(modules, uid).get(name);
    }

    static long pid(Modules modules, String uid) {
        return (Long) awaitParameter(modules, uid, "pid");
    }

    static void awaitGone(long pid, Duration limit) {
        await().pollInterval(Duration.ofMillis(5)).atMost(limit).until(() -> RealProcesses.isGone(pid));
    }

    static void awaitTypes(Modules modules, String... types) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> types(modules).equals(List.of(types)));
    }

    /** Everything it was told, as it says itself. */
    static void awaitHeard(Modules modules, String uid, String... commands) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    Object heard = parameters(modules, uid).get("heard");
                    if (!List.of(commands).equals(heard)) {
                        throw new AssertionError("expected " + List.of(commands) + ", got " + heard);
                    }
                });
    }

    private static boolean runs(SupervisedProcess process) {
        return process.state() != SupervisedProcess.State.ENDED && process.state() != SupervisedProcess.State.GIVEN_UP;
    }

    /** Removes everything, and waits until no process is left. */
    void clear() throws InterruptedException {
        List<String> uids = new ArrayList<>();
        queue().list().forEach(entry -> uids.add(entry.uid()));
        queue().background().ifPresent(entry -> uids.add(entry.uid()));
        queue().remove(uids);
        pool().remove(pool().list().stream().map(ModuleEntry::uid).toList());
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> processes().list().stream().noneMatch(EngineRule::runs));
    }
}
