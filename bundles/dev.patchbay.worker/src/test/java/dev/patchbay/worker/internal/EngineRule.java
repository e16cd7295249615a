package dev.patchbay.worker.internal;

import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.logfile.internal.RealLogFiles;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The engine on hosts that do what a test tells them. */
final class EngineRule extends ExternalResource {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    final TestConfig config = new TestConfig();
    final FakeHosts hosts = new FakeHosts();
    final List<String> events = new CopyOnWriteArrayList<>();
    private final TemporaryFolder folder = new TemporaryFolder();
    private final Threads threads = new Threads();
    private final Clock clock = new Clock(threads);
    private volatile Settings settings;
    private ModuleLog log;
    private Engine engine;

    @Override
    protected void before() throws IOException {
        folder.create();
        readSettings();
        log = new ModuleLog(new RealLogFiles().files(), settings.log());
    }

    @Override
    protected void after() {
        clock.stop();
        threads.stop(5_000);
        log.close();
        folder.delete();
    }

    Path file() {
        return folder.getRoot().toPath().resolve("modules.json");
    }

    private void readSettings() {
        settings = new SettingsReader(folder.getRoot().toPath()).read(config);
    }

    Engine start() {
        readSettings();
        engine = new Engine(new Equipment(hosts, threads, clock, log, this::announce, () -> settings), () -> {});
        engine.start();
        return engine;
    }

    private void announce(String event, String module, OptionalLong pid, String problem) {
        events.add(event + " " + module + (problem == null ? "" : ": " + problem));
    }

    /** One module, lamp, that serves. */
    FakeHosts.FakeHost startLamp() throws IOException {
        write(modules("lamp"));
        start();
        FakeHosts.FakeHost host = hosts.await(1).makeReady();
        awaitState("lamp", State.READY);
        return host;
    }

    Engine engine() {
        return engine;
    }

    void configure() {
        readSettings();
        engine.configure(spec -> false);
    }

    void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    /** A file with modules of these names. */
    static String modules(String... names) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name : names) {
            all.put(name, Arrays.asList("lab." + name, "Module", null));
        }
        return Json.write(all);
    }

    List<String> names() {
        return engine.list().stream().map(WorkerStatus::name).toList();
    }

    void awaitNames(String... names) {
        Awaitility.await().atMost(LIMIT).until(() -> engine != null && names().equals(List.of(names)));
    }

    void awaitState(String name, State state) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> engine.find(name).map(WorkerStatus::state).orElse(null) == state);
    }

    void awaitEvent(String event) {
        Awaitility.await().atMost(LIMIT).until(() -> events.contains(event));
    }

    List<String> log() throws IOException {
        Path file = settings.log().file().path();
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    long logged(String part) throws IOException {
        return log().stream().filter(line -> line.contains(part)).count();
    }

    void awaitLog(String part) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertTrue(part + " in " + log(), logged(part) > 0));
    }
}
