package dev.patchbay.datastore.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Assume;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A PostgreSQL server of its own, on loopback and a free port; tests are skipped on a machine without one. */
public final class PostgresServer extends ExternalResource {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final TemporaryFolder folder;
    private Path programs;
    private Path data;
    private int port;
    private Process server;

    /** @param folder where its files are; made before and removed after it */
    public PostgresServer(TemporaryFolder folder) {
        this.folder = folder;
    }

    @Override
    protected void before() throws Throwable {
        Optional<Path> found = newest();
        Assume.assumeTrue("PostgreSQL is not installed: no initdb below " + INSTALLED, found.isPresent());
        programs = found.get();
        data = Files.createTempDirectory("patchbay-postgres");
        if (IS_ROOT) {
            run("chown", "nobody", data.toString());
        }
        run(asUser(
                programs.resolve("initdb").toString(),
                "-D",
                data + "/db",
                "-U",
                "patchbay",
                "-A",
                "trust",
                "-E",
                "UTF8"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    private static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** It refuses to be run by root. */
    private static String[] asUser(String... command) {
        List<String> words = new ArrayList<>();
        if (IS_ROOT) {
            words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        words.addAll(Arrays.asList(command));
        return words.toArray(String[]::new);
    }

    private void run(String... command) throws IOException, InterruptedException {
        File log = new File(folder.getRoot(), "postgres.log");
        Process process = builder(log, command).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log.toPath()));
        }
    }

    private static ProcessBuilder builder(File log, String... command) {
        return new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    /** Starts it, and returns when it takes connections. */
    public void start() throws IOException, InterruptedException {
        String[] command = asUser(
                programs.resolve("postgres").toString(),
                "-D",
                data + "/db",
                "-p",
                String.valueOf(port),
                "-k",
                data.toString(),
                "-h",
                "127.0.0.1");
        server = builder(new File(folder.getRoot(), "postgres.log"), command).start();
        run(
                "sh",
                "-c",
                "for i in $(seq 300); do " + programs.resolve("pg_isready") + " -h 127.0.0.1 -p " + port
                        + " && exit 0; sleep 0.1; done; exit 1");
    }

    /** Ends it at once, and every connection with it. */
    public void stop() throws IOException, InterruptedException {
        kill("QUIT", Stream.of(server.toHandle()));
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            throw new IOException("PostgreSQL did not end within 30 s");
        }
    }

    /** Sends a signal to it and the processes of its connections. */
    public void signal(String name) throws IOException, InterruptedException {
        kill(name, Stream.concat(Stream.of(server.toHandle()), server.descendants()));
    }

    private void kill(String signal, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        String numbers = processes.map(process -> String.valueOf(process.pid())).collect(Collectors.joining(" "));
        run("sh", "-c", "kill -" + signal + " " + numbers + " || true"); // one may have ended by itself
    }

    @Override
    protected void after() {
        try {
            if (server != null && server.isAlive()) {
                signal("CONT");
                stop();
            }
            run("rm", "-rf", data.toString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its database {@code postgres} as the user {@code patchbay}, as the section datastore names it. */
    public String dsn() {
        return "postgresql://patchbay@127.0.0.1:" + port + "/postgres";
    }

    /** The same as a JDBC URL. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=patchbay";
    }
}
