package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program {@code nats-server}, where it is installed. */
public final class NatsServer {

    /** What to say where it is not. */
    public static final String MISSING =
            "NATS is not measured: nats-server is on neither the PATH nor /usr/sbin; install Debian's package nats-server";

    private NatsServer() {}

    /** Where it is. */
    public static Optional<Path> program() {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(":", -1));
        return Stream.concat(path, Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it on a free port.
     *
     * @param host where it listens; reached from this machine only
     */
    public static ServerProcess start(Jvm jvm, Path program, String host, Path log) throws IOException {
        int port = ServerProcess.freePort();
        List<String> command = List.of(program.toString(), "-a", host, "-p", Integer.toString(port));
        return ServerProcess.start(jvm, command, host, port, log);
    }
}
