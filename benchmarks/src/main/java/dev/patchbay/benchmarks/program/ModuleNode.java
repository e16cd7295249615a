package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.LineClient;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import dev.patchbay.benchmarks.process.Python;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node with module queue and pool, a type of modules in Python and one inside the node, and a command log.
 *
 * @param python of this machine
 * @param module the command of the Python module, but for its last three words
 * @param queuePort where the queue answers
 * @param poolPort where the pool answers
 */
record ModuleNode(Node node, Python python, List<String> module, int queuePort, int poolPort) {

    /** The type of modules that are processes. */
    static final String PROCESS = "bench.process";

    /** The type of modules that are objects inside the node. */
    static final String INSIDE = "bench.inside";

    private static final String LOG = "commands.sqlite";
    private static final String TYPES = "{\"cmd\": \"modules_available\"}";
    private static final String COUNT_TELLS = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("
            + "\"select count(*) from queue_log where namespace = 'client-queue' and input_json like '%tell_module%'\")"
            + ".fetchone()[0])";
    private static final Pattern UID = Pattern.compile("\"uid\":\"([^\"]+)\"");
    private static final long STARTING_IN_MS = 30_000;
    private static final long LEAVING_IN_MS = 20_000;
    private static final long RECORDING_IN_MS = 30_000;
    private static final long PAUSE_IN_MS = 5;

    /** Starts one and waits until both types can be added. */
    static ModuleNode start(Arena arena) throws Exception {
        Python python = Python.find();
        List<String> module = python.module(arena.newHome());
        int queuePort = ServerProcess.freePort();
        int poolPort = ServerProcess.freePort();
        String command = "[\"" + String.join("\", \"", module) + "\"]";
        NodePlan plan = NodePlan.PLAIN
                .with("ports", "{\"queue\": " + queuePort + ", \"pool\": " + poolPort + "}")
                .with("module", "{\"types\": {\"" + PROCESS + "\": " + command + "}}")
                .with("commandLog", "{\"databasePath\": \"" + LOG + "\"}");
        Node node = arena.startNodeWithBundle(plan, Rpc.taskRun(1, "bench.echo", "{\"text\":\"x\"}"));
        LineClient.await(
                queuePort, TYPES, answer -> answer.contains(PROCESS) && answer.contains(INSIDE), STARTING_IN_MS);
        LineClient.await(poolPort, TYPES, answer -> answer.contains(PROCESS), STARTING_IN_MS);
        return new ModuleNode(node, python, module, queuePort, poolPort);
    }

    /** Its process. */
    ServerProcess process() {
        return node.process();
    }

    /** Adds a module by a connection to the queue or the pool. @return its uid */
    static String add(LineClient client, String type) throws IOException {
        String answer = client.command("{\"cmd\": \"add\", \"args\": {\"type\": \"" + type + "\"}}");
        Matcher uid = UID.matcher(answer);
        if (!uid.find()) {
            throw new IOException("Expected a uid in the answer to add, got " + answer);
        }
        return uid.group(1);
    }

    /** Removes a module by such a connection; its process may end later. */
    static void remove(LineClient client, String uid) throws IOException {
        client.command("{\"cmd\": \"rm\", \"args\": {\"uids\": [\"" + uid + "\"]}}");
    }

    /** How many processes of modules there are. */
    long processes() {
        return process().descendants(module.get(module.size() - 1));
    }

    /** Waits until no process of a module is left. */
    void awaitNone() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVING_IN_MS);
        while (processes() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Expected removed modules to end within " + LEAVING_IN_MS + " ms");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
        }
    }

    /** How many {@code tell_module} the command log holds when it grows no more, or holds as many as wanted. */
    long tellsRecorded(long wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RECORDING_IN_MS);
        long before = -1;
        long now = tellsRecorded();
        while (now < wanted && now > before && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(2);
            before = now;
            now = tellsRecorded();
        }
        return now;
    }

    private long tellsRecorded() throws IOException, InterruptedException {
        return Long.parseLong(python.run(COUNT_TELLS, node.home().resolve(LOG).toString()));
    }
}
