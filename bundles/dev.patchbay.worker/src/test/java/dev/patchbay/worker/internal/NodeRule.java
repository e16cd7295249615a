package dev.patchbay.worker.internal;

import com.google.gson.Gson;
import dev.patchbay.event.EventBus;
import dev.patchbay.json.Json;
import dev.patchbay.logfile.internal.RealLogFiles;
import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.process.internal.RealProcesses;
import dev.patchbay.transport.line.internal.RealLines;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import dev.patchbay.worker.java.WorkerMain;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A node with the worker component on real processes and real connections, in a home of its own. */
final class NodeRule extends ExternalResource {

    static final Duration LIMIT = Duration.ofSeconds(30);

    final TestConfig config = new TestConfig();
    final RecordingBus bus = new RecordingBus();
    private final TemporaryFolder folder = new TemporaryFolder();
    private final Map<String, List<Object>> modules = new LinkedHashMap<>();
    private Framework framework;
    private RealProcesses processes;
    private RealLines lines;
    private RealLogFiles logs;
    private WorkerComponent component;
    private WorkerRoom room;

    @Override
    protected void before() throws Exception {
        folder.create();
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.newFolder("storage").toString()));
        framework.start();
        context().registerService(EventBus.class, bus, null);
        processes = RealProcesses.open(home());
        lines = new RealLines();
        logs = new RealLogFiles();
    }

    @Override
    protected void after() {
        try {
            stop();
            lines.close();
            processes.close();
            framework.stop();
            framework.waitForStop(LIMIT.toMillis());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        folder.delete();
    }

    Path home() {
        return folder.getRoot().toPath();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    RealProcesses processes() {
        return processes;
    }

    /** Writes a Python module, as one that is replaced. */
    Path python(String name, String code) throws IOException {
        return write(name + ".py", code);
    }

    /** Replaces a file by renaming. */
    Path write(String name, String text) throws IOException {
        Path part = home().resolve(name + ".part");
        Files.writeString(part, text);
        return Files.move(
                part, home().resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Configures a module. */
    NodeRule module(String name, String module, String entry, String dispatch) throws IOException {
        modules.put(name, Arrays.asList(module, entry, dispatch));
        return save();
    }

    NodeRule without(String name) throws IOException {
        modules.remove(name);
        return save();
    }

    private NodeRule save() throws IOException {
        write("modules.json", Json.write(modules));
        return this;
    }

    /** Starts the component. */
    WorkerComponent start() throws IOException {
        Path programs = Files.createDirectories(home().resolve("programs"));
        ModuleHosts.Programs found = new ModuleHosts.Programs(
                ProgramFiles.script(programs),
                List.of(where(WorkerMain.class), where(Gson.class)),
                programs.resolve("modules"));
        room = WorkerRoom.open(
                context(), home(), found, processes.processes(), lines.transport(), logs.files(), config);
        component = new WorkerComponent(room);
        return component;
    }

    private static Path where(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        if (component != null) {
            component.deactivate();
            component = null;
        }
    }

    WorkerComponent workers() {
        return component;
    }

    int doorPort() {
        return room.doorPort();
    }

    WorkerStatus status(String name) {
        return component.find(name).orElseThrow();
    }

    WorkerStatus await(String name, State state) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> component.find(name).map(WorkerStatus::state).orElse(null) == state);
        return status(name);
    }

    long pid(String name) {
        return await(name, State.READY).pid().getAsLong();
    }

    /** The node's own command {@code logs}. */
    ControlCommand logsCommand() {
        return processes.logsCommand(logs.all());
    }

    /** The records of the log, as text. */
    List<String> log() throws IOException {
        Path log = home().resolve("log/modules.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    void awaitLog(String... parts) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        log().stream().anyMatch(line -> Arrays.stream(parts).allMatch(line::contains)));
    }

    void awaitEvent(String event) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> bus.published.contains(event));
    }
}
