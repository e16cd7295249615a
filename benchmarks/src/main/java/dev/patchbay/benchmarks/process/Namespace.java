package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network namespace of Linux with two cables to this side: one through a bridge, which can be pulled out of it, and one
 * that always holds, to look at what is inside. Needs root and {@code ip}.
 *
 * <p>It is removed by {@link #close}, else when the JVM ends; what a killed one has left is removed by the next.
 */
public final class Namespace implements Cut {

    private static final Logger LOG = LoggerFactory.getLogger(Namespace.class);
    private static final String PREFIX = "pbbench-";
    private static final Path FOLDER = Path.of("/run/netns");
    private static final long PATIENCE_IN_SEC = 10;
    private static final int SUBNETS = 250;

    private final long pid;
    private final String subnet;
    private final Thread atEnd = new Thread(this::remove, "namespace-end");

    private Namespace(long pid) {
        this.pid = pid;
        this.subnet = "10.231." + pid % SUBNETS + ".";
    }

    /** Makes it; empty, with a line in the log, where that is not possible. */
    public static Optional<Namespace> create() throws IOException {
        removeLeftOvers();
        Namespace made = new Namespace(ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(made.atEnd);
        try {
            made.make();
            return Optional.of(made);
        } catch (IOException e) {
            LOG.warn("No network namespace: {}", e.getMessage());
            made.close();
            return Optional.empty();
        }
    }

    private static void removeLeftOvers() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return;
        }
        try (Stream<Path> names = Files.list(FOLDER)) {
            names.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(PREFIX + "[0-9]+"))
                    .map(name -> Long.parseLong(name.substring(PREFIX.length())))
                    .filter(pid -> ProcessHandle.of(pid).isEmpty())
                    .forEach(pid -> new Namespace(pid).remove());
        }
    }

    private void make() throws IOException {
        ip("netns add " + name());
        ip("link add " + bridge() + " type bridge");
        ip("addr add " + here() + "/30 dev " + bridge());
        ip("link set " + bridge() + " up");
        ip("link add " + cable() + " type veth peer name cut netns " + name());
        ip("link set " + cable() + " up");
        ip("link add " + view() + " type veth peer name view netns " + name());
        ip("addr add " + subnet + "5/30 dev " + view());
        ip("link set " + view() + " up");
        ip("-n " + name() + " addr add " + there() + "/30 dev cut");
        ip("-n " + name() + " addr add " + alwaysThere() + "/30 dev view");
        for (String device : List.of("lo", "cut", "view")) {
            ip("-n " + name() + " link set " + device + " up");
        }
        heal();
    }

    /** This side's address on the cable that can be cut. */
    public String here() {
        return subnet + "1";
    }

    /** The other side's. */
    public String there() {
        return subnet + "2";
    }

    /** Where the other side is reached, cut or not. */
    public String alwaysThere() {
        return subnet + "6";
    }

    /** What is to stand before a command that shall run inside. */
    public List<String> prefix() {
        return List.of("ip", "netns", "exec", name());
    }

    @Override
    public void cut() throws IOException {
        ip("link set " + cable() + " nomaster");
    }

    @Override
    public void heal() throws IOException {
        ip("link set " + cable() + " master " + bridge());
    }

    private String name() {
        return PREFIX + pid;
    }

    private String bridge() {
        return "pbb" + pid;
    }

    private String cable() {
        return "pbc" + pid;
    }

    private String view() {
        return "pbv" + pid;
    }

    private static void ip(String words) throws IOException {
        Process process = new ProcessBuilder(("ip " + words).split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_IN_SEC, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("ip " + words + " failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("ip " + words + " was interrupted", e);
        }
    }

    /** What is not there is not missed. */
    private void remove() {
        for (String words : List.of("link del " + cable(), "link del " + view(), "link del " + bridge())) {
            tryTo(words);
        }
        tryTo("netns del " + name());
    }

    private static void tryTo(String words) {
        try {
            ip(words);
        } catch (IOException e) {
            LOG.debug("Not removed", e);
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is ending and removes it as well", e);
        }
    }
}
