package dev.patchbay.cluster.nats.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.rules.TemporaryFolder;

/** A real nats-server on loopback with a folder of its own; tests are skipped where there is none. */
final class NatsServer extends TemporaryFolder {

    private @Nullable Process process;
    private int port;

    @Override
    protected void before() throws Throwable {
        assumeTrue(
                "Skipped: nats-server is on neither the PATH nor /usr/sbin; install Debian's package nats-server",
                program().isPresent());
        super.before();
        port = FreePorts.next();
    }

    private static Optional<Path> program() {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(":"));
        return Stream.concat(path, Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    int port() {
        return port;
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Starts it, always on the same port, and waits until it listens. */
    void start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program().orElseThrow().toString(), "-a", "127.0.0.1", "-p", "" + port));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .directory(getRoot())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        await().atMost(Duration.ofSeconds(20)).until(this::listens);
    }

    /** Starts it with a configuration file of these lines. */
    void startWith(String... lines) throws IOException {
        Path config = newFile().toPath();
        Files.write(config, List.of(lines));
        start("-c", config.toString());
    }

    private Path log() {
        return getRoot().toPath().resolve("nats-server.log");
    }

    /** How many connections it has refused for their user, password or token. */
    long refused() throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains("authentication error")).count();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it without a word to anybody. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    protected void after() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.after();
    }
}
