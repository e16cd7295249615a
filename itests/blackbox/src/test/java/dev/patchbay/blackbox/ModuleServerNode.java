package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A node with modules written for ModuleServer, which are called as the original's clients do it. */
final class ModuleServerNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path home;
    private final Map<String, String> more;
    private final int port = FreePorts.next();
    private final int httpPort = FreePorts.next();
    private NodeProcess process;

    private ModuleServerNode(Path home, Map<String, String> more) {
        this.home = home;
        this.more = more;
    }

    /**
     * Starts a node and waits until it serves one of these modules, which has a function {@code echo}.
     *
     * @param modules entries as they are written
     */
    static ModuleServerNode started(String first, String modules) throws IOException {
        return started(first, modules, Map.of());
    }

    /** The same with more settings. @param more of sections {@code moduleserver} and {@code worker}, as they are written */
    static ModuleServerNode started(String first, String modules, Map<String, String> more) throws IOException {
        Programs.assume("python3");
        Path home = NodeProcess.newHome();
        Files.createDirectory(home.resolve("lab"));
        Files.writeString(home.resolve("lab/__init__.py"), "");
        Path lamp = Path.of(Programs.script("lab/lamp.py", home.resolve("lab")));
        Files.copy(lamp, lamp.resolveSibling("changing.py"));
        Programs.script("lab/player.py", home.resolve("lab"));
        Programs.script("lab/functions.py", home.resolve("lab"));
        ModuleServerNode node = new ModuleServerNode(home, more);
        node.configure(modules);
        node.start();
        node.awaitFirst(first);
        return node;
    }

    private void awaitFirst(String module) throws IOException {
        try {
            awaitServed(module);
        } catch (ConditionTimeoutException e) {
            process.process().destroyForcibly(); // nobody else has it
            throw new IllegalStateException(process.output() + process.log(), e);
        }
    }

    /** Starts it, after it has ended again with the same home and ports; waits until it listens. */
    void start() throws IOException {
        String settings = """
                {"http": {"port": %d}, "moduleserver": {"port": %d%s}, "worker": {"modulesPath": "%s"%s}}
                """.formatted(httpPort, port, more("moduleserver"), modulesFile(), more("worker"));
        process = NodeProcess.launch(home, settings, httpPort, Map.of("LAB_DIARY", diary().toString()));
        process.awaitListening();
    }

    private String more(String section) {
        return more.containsKey(section) ? ", " + more.get(section) : "";
    }

    void awaitServed(String module) {
        await().atMost(PATIENCE).ignoreException(ConnectException.class).until(() -> isServed(module));
    }

    private boolean isServed(String module) throws IOException {
        return !FormClient.com(port, module, "echo", "[1]").get("error").getAsBoolean();
    }

    /** Writes the file of modules. @param modules entries as they are written */
    void configure(String modules) throws IOException {
        Files.writeString(modulesFile(), "{" + modules + "}");
    }

    Path modulesFile() {
        return home.resolve("modules.json");
    }

    /** Where the code of its modules is; {@code changing.py} is as {@code lamp.py}, for who changes only that. */
    Path lab() {
        return home.resolve("lab");
    }

    private Path diary() {
        return home.resolve("diary.txt");
    }

    /** Whoever waits for it goes on. */
    void openTheGate() throws IOException {
        Files.createFile(home.resolve(diary().getFileName() + ".gate"));
    }

    /** What its modules have written down until now. */
    List<String> noted() throws IOException {
        return Files.exists(diary()) ? Files.readAllLines(diary()) : List.of();
    }

    NodeProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    FormClient connect() throws IOException {
        return new FormClient(port);
    }

    /** What a function returns; a failure fails the test. */
    JsonElement com(String module, String function, String args) throws IOException {
        JsonObject answer = FormClient.com(port, module, function, args);
        assertFalse(answer.toString(), answer.get("error").getAsBoolean());
        return answer.get("response");
    }

    /** The last line of the traceback with which something is refused. */
    String error(String module, String function, String args) throws IOException {
        JsonObject answer = FormClient.com(port, module, function, args);
        assertTrue(answer.toString(), answer.get("error").getAsBoolean());
        assertEquals("", answer.get("response").getAsString());
        String[] lines = answer.get("traceback").getAsString().split("\n", -1);
        return lines[lines.length - 1];
    }

    /** What the server itself answers to a hello. */
    JsonElement ask(String hello) throws IOException {
        try (FormClient client = connect()) {
            JsonObject answer = client.hello(hello);
            assertFalse(answer.toString(), answer.get("error").getAsBoolean());
            return answer.get("response");
        }
    }

    long pid(String module) throws IOException {
        return com(module, "pid", "[]").getAsLong();
    }

    /** The lines of the log of all modules that are from this process and contain all of this. */
    List<JsonObject> logged(String processName, String... words) throws IOException {
        return Files.readAllLines(home.resolve("log/modules.log")).stream()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line -> processName.equals(line.get("processName").getAsString()))
                .toList();
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The time since a moment of {@link System#nanoTime}. */
    static long inMsSince(long moment) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - moment);
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
