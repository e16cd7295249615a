package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.LineClient;
import dev.patchbay.benchmarks.driver.Question;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.server.BareGateway;
import dev.patchbay.benchmarks.server.BareLines;
import dev.patchbay.benchmarks.server.BareRelay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands of shmooze over TCP and through the gateway, against the least that could answer on the same sockets. */
public final class Shmooze implements Program {

    private static final String QUEUE = "queue";
    private static final String TELL = "tell";
    private static final String POST = "post";
    private static final String ANEW = "anew";

    private static final String NODE = "node";
    private static final String INSIDE = "module inside the node";
    private static final String LOOP = "minimal loop";
    private static final String RELAY = "loop around such a module";
    private static final String JETTY = "bare Jetty";

    private static final String LIST = "{\"cmd\": \"queue\"}";
    private static final String TEXT = "a text of thirty-two characters.";
    private static final String ORDER = "{\"cmd\": \"do_say\", \"args\": {\"text\": \"" + TEXT + "\"}}";
    private static final String TOLD = "{\"success\":true,\"result\":\"" + TEXT + "\"}";

    /** What the original gave on its day, by the number of clients. */
    private static final Map<Integer, Goal> QUEUE_GOALS = Map.of(1, Goal.atLeast(7_000), 8, Goal.atLeast(12_000));

    private static final Map<Integer, Goal> ANEW_GOALS = Map.of(1, Goal.atLeast(780), 4, Goal.atLeast(560));

    @Override
    public String name() {
        return "shmooze";
    }

    @Override
    public String summary() {
        return "commands of shmooze over TCP and by HTTP, against a minimal loop and a bare Jetty";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(Race.options(3, 5));
        options.add(0, new Option("only", String.join(",", QUEUE, TELL, POST, ANEW), "what is measured"));
        options.add(1, new Option("clients", "1,8", "numbers of TCP connections, one command outstanding on each"));
        options.add(2, new Option("connections", "1,8,32", "numbers of kept HTTP connections, likewise"));
        options.add(3, new Option("visitors", "1,4", "numbers of HTTP clients that connect anew for each request"));
        return options;
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        String only = options.text("only");
        try (Arena arena = Arena.open(options)) {
            ModuleNode node = ModuleNode.start(arena);
            Scene scene = Scene.of(arena, node);
            if (only.contains(QUEUE)) {
                queue(scene, options, report);
            }
            if (only.contains(TELL)) {
                tell(scene, options, report);
            }
            if (only.contains(POST) || only.contains(ANEW)) {
                post(scene, options, report);
            }
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static void queue(Scene scene, Options options, Report report) throws Exception {
        ServerProcess loop = scene.arena().startPeer(BareLines.class, scene.list());
        new Duel(
                        "queue",
                        List.of(scene.rival(NODE, Question.line(scene.node().queuePort(), LIST, scene.list()))),
                        new Rival(LOOP, loop, Question.line(loop.port(), LIST, scene.list())),
                        clients -> QUEUE_GOALS.getOrDefault(clients, Goal.NONE))
                .hold(options.numbers("clients"), options, report);
    }

    private static void tell(Scene scene, Options options, Report report) throws Exception {
        int port = scene.node().queuePort();
        ServerProcess loop = scene.arena().startPeer(BareLines.class, TOLD);
        Rival process = scene.rival(NODE, telling(port, scene.process()));
        Rival inside = scene.rival(INSIDE, telling(port, scene.inside()));
        ServerProcess relay =
                scene.arena().startPeer(BareRelay.class, relaying(scene.node().module()));
        Rival around =
                new Rival(RELAY, relay, telling(relay.port(), scene.process()).withProof(TEXT));
        Rival baseline = new Rival(LOOP, loop, telling(loop.port(), scene.process()));
        new Duel("tell_module", List.of(process, inside, around), baseline, clients -> Goal.atLeast(5_000))
                .hold(options.numbers("clients"), options, report);
        long answered = process.answered().sum() + inside.answered().sum();
        report.row(
                "tell_module in the command log",
                scene.node().tellsRecorded(answered),
                answered,
                "those answered",
                Goal.ratioAtLeast(1));
    }

    private static String[] relaying(List<String> module) {
        List<String> arguments = new ArrayList<>(List.of(ORDER));
        arguments.addAll(module);
        return arguments.toArray(String[]::new);
    }

    private static Question telling(int port, String uid) {
        return Question.line(
                port,
                "{\"cmd\": \"tell_module\", \"args\": {\"uid\": \"" + uid
                        + "\", \"cmd\": \"say\", \"args\": {\"text\": \"" + TEXT + "\"}}}",
                TOLD);
    }

    private static void post(Scene scene, Options options, Report report) throws Exception {
        ServerProcess jetty = scene.arena().startPeer(BareGateway.class, scene.list());
        Question ours = posting(scene.node().process().port(), scene.list());
        Question theirs = posting(jetty.port(), scene.list());
        if (options.text("only").contains(POST)) {
            new Duel(
                            "POST /queue",
                            List.of(scene.rival(NODE, ours)),
                            new Rival(JETTY, jetty, theirs),
                            connections -> Goal.ratioAtLeast(0.8))
                    .hold(options.numbers("connections"), options, report);
        }
        if (options.text("only").contains(ANEW)) {
            new Duel(
                            "POST /queue anew",
                            List.of(scene.rival(NODE, ours.alone())),
                            new Rival(JETTY, jetty, theirs.alone()),
                            clients -> ANEW_GOALS.getOrDefault(clients, Goal.NONE))
                    .hold(options.numbers("visitors"), options, report);
        }
    }

    private static Question posting(int port, String list) {
        return Question.post(port, BareGateway.PATH, LIST, list);
    }

    /**
     * A node with two modules in its queue.
     *
     * @param process uid of the one that is a process
     * @param inside uid of the one inside the node
     * @param list the node's answer to {@code queue}
     */
    private record Scene(Arena arena, ModuleNode node, String process, String inside, String list) {

        static Scene of(Arena arena, ModuleNode node) throws IOException {
            try (LineClient queue = LineClient.open(node.queuePort())) {
                String process = ModuleNode.add(queue, ModuleNode.PROCESS);
                String inside = ModuleNode.add(queue, ModuleNode.INSIDE);
                return new Scene(arena, node, process, inside, queue.command(LIST));
            }
        }

        Rival rival(String name, Question question) {
            return new Rival(name, node.process(), question);
        }
    }
}
