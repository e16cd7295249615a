package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node started by its own script, in a home of its own, on a free port. */
final class NodeProcess implements AutoCloseable {

    /** What was built: the unpacked archive. */
    static final Path INSTALLATION = Path.of(System.getProperty("patchbay.installation"));

    private static final Path SCRIPT = INSTALLATION.resolve("bin/patchbay");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final int port;
    private final Process process;
    private final Path output;

    private NodeProcess(Path home, int port, Process process, Path output) {
        this.home = home;
        this.port = port;
        this.process = process;
        this.output = output;
    }

    static Path newHome() throws IOException {
        return Temporary.directory();
    }

    /** Starts a node with these settings and waits until it listens. */
    static NodeProcess started(String settingsWithPort) throws IOException {
        int port = FreePorts.next();
        NodeProcess node = launch(newHome(), settingsWithPort.formatted(port), port);
        node.awaitListening();
        return node;
    }

    static NodeProcess started() throws IOException {
        return started("{\"http\": {\"port\": %d}}");
    }

    /** Starts a node and waits for nothing. */
    static NodeProcess launch(Path home, String settings, int port) throws IOException {
        return launch(home, settings, port, Map.of());
    }

    /** Starts a node with more in its environment and more options, and waits for nothing. */
    static NodeProcess launch(Path home, String settings, int port, Map<String, String> environment, String... options)
            throws IOException {
        return launch(home, port, runLine(home, settings, options), environment);
    }

    /**
     * Starts a node in a terminal of its own, and waits for nothing; skips the test where there is no Python.
     *
     * @param steps what the screen shows and what is typed then, in turns
     */
    static NodeProcess inTerminal(Path home, String settings, int port, List<String> steps, String... options)
            throws IOException {
        Programs.assume("python3");
        List<String> line = new ArrayList<>(List.of("python3", Programs.script("terminal.py", home)));
        line.addAll(steps);
        line.add("--");
        line.addAll(runLine(home, settings, options));
        return launch(home, port, line, Map.of("TERM", "xterm"));
    }

    /** Starts a node by another command, and waits for nothing. */
    static NodeProcess launch(Path home, int port, List<String> line, Map<String, String> environment)
            throws IOException {
        Path output = home.resolve("output.txt");
        ProcessBuilder start = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        start.environment().putAll(environment);
        return new NodeProcess(home, port, start.start(), output);
    }

    private static List<String> runLine(Path home, String settings, String... options) throws IOException {
        Path file = Files.writeString(home.resolve("settings.json"), settings);
        List<String> line = new ArrayList<>(
                List.of(SCRIPT.toString(), "run", "--home", home.toString(), "--config", file.toString()));
        line.addAll(List.of(options));
        return line;
    }

    void awaitListening() {
        awaitOutput(":" + port);
    }

    /** Waits until it has printed that. */
    void awaitOutput(String text) {
        await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the node ended: " + output());
            }
            return output().contains(text);
        });
    }

    Path home() {
        return home;
    }

    Process process() {
        return process;
    }

    URI rpc() {
        return URI.create("ws://127.0.0.1:" + port + "/rpc");
    }

    int port() {
        return port;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    String log() throws IOException {
        return Files.readString(home.resolve("log/patchbay.log"));
    }

    String adminToken() throws IOException {
        return Files.readString(home.resolve("data/admin.token")).strip();
    }

    /** Drops an example into the folder, in one step. */
    void deploy(String example) throws IOException {
        deploy(Path.of(System.getProperty("examples"), example + ".jar"), example + ".jar");
    }

    void deploy(Path jar, String name) throws IOException {
        Path part = Files.copy(jar, home.resolve(name + ".part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, home.resolve("deploy").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until a method without parameters answers. */
    void awaitCall(String method) {
        await().atMost(PATIENCE).until(() -> {
            try (RpcCaller administrator = RpcCaller.administrator(this)) {
                return administrator.answer(method, "{}").has("result");
            }
        });
    }

    /** What a command printed and how it ended. */
    record Outcome(int exit, String out, String err) {}

    /** Runs a command of the script against this node. */
    Outcome command(String... words) throws Exception {
        return outcome(commandLine(words));
    }

    List<String> commandLine(String... words) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "--home", home.toString()));
        command.addAll(List.of(words));
        return command;
    }

    /** Runs a command of the script that does not end by itself. */
    RunningCommand begin(String... words) throws IOException {
        return new RunningCommand(commandLine(words));
    }

    static Outcome outcome(List<String> command) throws Exception {
        Path folder = Temporary.directory();
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end: " + command + "\n" + Files.readString(err));
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not stop: " + output());
        }
    }
}
