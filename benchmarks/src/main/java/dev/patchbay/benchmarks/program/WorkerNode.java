package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.ModuleClient;
import dev.patchbay.benchmarks.driver.ModuleTalk;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import dev.patchbay.benchmarks.process.Python;
import dev.patchbay.benchmarks.process.PythonModule;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.process.WorkerCommand;
import dev.patchbay.benchmarks.server.BareModules;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node with one configured module in Python, and ModuleServer's protocol.
 *
 * @param module its code
 * @param port of ModuleServer's protocol
 */
record WorkerNode(Node node, PythonModule module, int port) {

    /** What the module is called by. */
    static final String NAME = "bench";

    private static final Pattern RESPONSE = Pattern.compile("\"response\": ?(-?\\d+)");
    private static final long STARTING_IN_MS = 30_000;
    private static final long PAUSE_IN_MS = 20;

    /** Starts one that answers. */
    static WorkerNode start(Arena arena) throws Exception {
        PythonModule module = PythonModule.in(arena.newHome());
        int port = ServerProcess.freePort();
        NodePlan plan =
                NodePlan.PLAIN.with("moduleserver", "{\"port\": " + port + "}").with("worker", section(module));
        Node node = arena.startNodeWithBundle(plan, Rpc.taskRun(1, "bench.echo", "{\"text\":\"x\"}"));
        WorkerNode made = new WorkerNode(node, module, port);
        made.awaitModule();
        return made;
    }

    /** Python itself, not a script that looks for it: that would be measured, too. */
    private static String section(PythonModule module) throws IOException, InterruptedException {
        return "{\"python\": \"%s\", \"searchPath\": \"%s\", \"modules\": {\"%s\": [\"%s\", \"%s\", null]}}"
                .formatted(Python.find().executable(), module.folder(), NAME, PythonModule.MODULE, PythonModule.ENTRY);
    }

    private void awaitModule() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STARTING_IN_MS);
        while (true) {
            try {
                pid();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("Expected the module to answer within " + STARTING_IN_MS + " ms", e);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
            }
        }
    }

    /** The same calls to a loop around the same program. */
    ServerProcess startLoop(Arena arena) throws IOException, InterruptedException {
        WorkerCommand command = WorkerCommand.of(pid());
        return arena.startPeer(
                BareModules.class,
                command.python(),
                command.script(),
                module.folder().toString(),
                PythonModule.MODULE,
                PythonModule.ENTRY);
    }

    /** The number of the module's process. */
    long pid() throws IOException {
        return number("pid", "[]");
    }

    /** Which version of its code answers. */
    long version() throws IOException {
        return number("version", "[]");
    }

    private long number(String function, String arguments) throws IOException {
        String answer = ModuleClient.call(port, NAME, function, arguments);
        Matcher matcher = RESPONSE.matcher(answer);
        if (!matcher.find()) {
            throw new IOException("Expected a number from " + function + ", got " + answer);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** What clients say to a server of that wire. */
    static ModuleTalk talk(int port, String text) throws IOException {
        return ModuleTalk.learned(port, NAME, "echo", "[\"" + text + "\"]", text);
    }
}
