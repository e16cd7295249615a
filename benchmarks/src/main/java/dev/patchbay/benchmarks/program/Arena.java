package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.driver.Target;
import dev.patchbay.benchmarks.process.BenchBundle;
import dev.patchbay.benchmarks.process.Jvm;
import dev.patchbay.benchmarks.process.NatsServer;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for one run, and the servers that were started in it; all gone when it is closed. */
final class Arena implements AutoCloseable {

    private static final String DISTRIBUTIONS = "distribution/target";

    private final Options options;
    private final Path folder;
    private final Deque<ServerProcess> started = new ArrayDeque<>();
    private final Jvm nodeJvm;
    private Jvm peerJvm;
    private int count;

    private Arena(Options options, Path folder) {
        this.options = options;
        this.folder = folder;
        this.nodeJvm = new Jvm(Path.of(options.text("jdk")), words(options.text("jvm")));
        this.peerJvm = nodeJvm;
    }

    static Arena open(Options options) throws IOException {
        return new Arena(options, Files.createTempDirectory("patchbay-bench"));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.isBlank()).toList();
    }

    /** What the peers are started with. */
    Jvm peerJvm() {
        return peerJvm;
    }

    /** A directory a node can live in. */
    Path newHome() throws IOException {
        return Files.createDirectory(folder.resolve("home" + count++));
    }

    /** Starts a node that answers, and from now on gives every peer the flags it has. */
    Node startNode(Path home) throws IOException, InterruptedException {
        return startNode(home, NodePlan.PLAIN);
    }

    private Node startNode(Path home, NodePlan plan) throws IOException, InterruptedException {
        Node node = Node.start(nodeJvm, distribution(), home, plan);
        started.push(node.process());
        node.awaitReady();
        peerJvm = nodeJvm.like(node.process());
        return node;
    }

    /** Starts a node that has the bench bundle and answers a request with a result. */
    Node startNodeWithBundle(String request) throws Exception {
        return startNodeWithBundle(NodePlan.PLAIN, request);
    }

    /** Likewise, a node that is not like every other. */
    Node startNodeWithBundle(NodePlan plan, String request) throws Exception {
        Path home = newHome();
        Path deploy = Files.createDirectory(home.resolve("deploy"));
        Files.write(deploy.resolve(BenchBundle.FILE), BenchBundle.build().version(0));
        Node node = startNode(home, plan);
        node.awaitResult(request);
        return node;
    }

    /** Starts a program of this module that listens when it returns. */
    ServerProcess startPeer(Class<?> program, String... arguments) throws IOException, InterruptedException {
        ServerProcess peer = ServerProcess.start(
                peerJvm, program, folder.resolve(program.getSimpleName() + count++ + ".log"), arguments);
        started.push(peer);
        peer.awaitListening();
        return peer;
    }

    /** Starts a NATS server that listens when it returns; empty where the program is missing. */
    Optional<ServerProcess> startNats(String host) throws IOException, InterruptedException {
        Optional<Path> program = NatsServer.program();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        ServerProcess server =
                NatsServer.start(nodeJvm, program.get(), host, folder.resolve("nats" + count++ + ".log"));
        started.push(server);
        server.awaitListening();
        return Optional.of(server);
    }

    private Path distribution() throws IOException {
        if (!options.text("distribution").isEmpty()) {
            return Path.of(options.text("distribution"));
        }
        Path root = Path.of(System.getProperty("patchbay.root", ".")).resolve(DISTRIBUTIONS);
        try (Stream<Path> candidates = Files.isDirectory(root) ? Files.walk(root, 2) : Stream.empty()) {
            return candidates
                    .filter(path -> Files.isExecutable(path.resolve("bin/patchbay")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Expected an unpacked distribution below " + root
                            + ", got none; build it with 'mvn package', or say --distribution=DIR"));
        }
    }

    /** Where a peer answers. */
    static Target target(ServerProcess peer, String path) {
        return Target.local(peer.port(), path);
    }

    /** Ends all that was started. */
    void stopAll() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @Override
    public void close() throws IOException {
        stopAll();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
