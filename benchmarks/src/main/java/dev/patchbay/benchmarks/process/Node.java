package dev.patchbay.benchmarks.process;

import dev.patchbay.benchmarks.driver.Probe;
import dev.patchbay.benchmarks.driver.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node of the built distribution, on a home of its own. */
public final class Node implements AutoCloseable {

    /** Of JSON-RPC. */
    private static final String PATH = "/rpc";

    private static final long STARTING_IN_MS = 60_000;
    private static final String DISCOVER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}";

    private final ServerProcess process;
    private final Path home;
    private volatile long readyInNanos;

    private Node(ServerProcess process, Path home) {
        this.process = process;
        this.home = home;
    }

    /**
     * Starts one.
     *
     * @param jvm its flags are added to those of the start script
     * @param home its directory, in which a configuration is written
     */
    public static Node start(Jvm jvm, Path distribution, Path home, NodePlan plan) throws IOException {
        int port = ServerProcess.freePort();
        Path config = home.resolve("bench.json");
        Files.createDirectories(home.resolve("deploy"));
        Files.writeString(config, plan.settings(port));
        List<String> command = new ArrayList<>(plan.prefix());
        command.add(distribution.resolve("bin/patchbay").toString());
        command.addAll(List.of("run", "--home", home.toString(), "--config", config.toString()));
        return new Node(ServerProcess.start(jvm, command, plan.host(), port, home.resolve("bench.log")), home);
    }

    /** Its process. */
    public ServerProcess process() {
        return process;
    }

    /** Its directory. */
    public Path home() {
        return home;
    }

    /** Where bundles are dropped. */
    public Path deploy() {
        return home.resolve("deploy");
    }

    /** Where it speaks JSON-RPC. */
    public Target target() {
        return target(PATH);
    }

    /** Where it speaks another protocol. */
    public Target target(String path) {
        return new Target(process.host(), process.port(), path);
    }

    /** The administrator's token. */
    public String token() throws IOException {
        return Files.readString(home.resolve("data/admin.token")).strip();
    }

    /** Waits until it answers {@code rpc.discover}. */
    public void awaitReady() throws IOException, InterruptedException {
        awaitResult(DISCOVER);
        readyInNanos = System.nanoTime() - process.startedAtInNanos();
    }

    /** How long that took from its start; 0 before. */
    public long readyInNanos() {
        return readyInNanos;
    }

    /** Waits until a request is answered with a result. */
    public void awaitResult(String request) throws IOException, InterruptedException {
        try {
            Probe.await(target(), request, answer -> answer.contains("\"result\""), STARTING_IN_MS);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; the node said:\n" + process.lastWords(), e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
