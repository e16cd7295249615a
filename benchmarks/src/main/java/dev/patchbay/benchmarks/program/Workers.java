package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.ModuleTalk;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Calls of a module by ModuleServer's protocol, against a loop around the same worker; reload, restart, a large call. */
public final class Workers implements Program {

    private static final String ANEW = "anew";
    private static final String KEPT = "kept";
    private static final String RELOAD = "reload";
    private static final String RESTART = "restart";
    private static final String LARGE = "large";

    private static final String NODE = "node";
    private static final String LOOP = "bare loop";

    private static final String TEXT = "a-text-of-thirty-two-characters.";
    private static final int MEBIBYTE = 1 << 20;
    private static final int WARM_UPS = 10;
    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** What a call on a connection of its own should reach, by the number of clients (ModuleServer, §11). */
    private static final Map<Integer, Goal> GOALS = Map.of(1, Goal.atLeast(1_000), 8, Goal.atLeast(5_000));

    private static final int CLIENTS_OF_GOAL = 8;

    /** The original's calls a second with 8 clients, of which 7.5 % failed (ModuleServer, §11). */
    private static final double ORIGINAL_AT_8 = 1_440;

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public String summary() {
        return "calls of a module in Python by ModuleServer's protocol, its reload and restart, a call of 1 MiB";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", String.join(",", ANEW, KEPT, RELOAD, RESTART, LARGE), "what is measured"),
                new Option("clients", "1,8,64", "numbers of clients, each with one call outstanding"),
                new Option("calls", "100", "calls on a connection that is kept; others get their turn behind them"),
                new Option("rounds", "3", "rounds of each contender, in turns"),
                new Option("seconds", "2", "length of a round"),
                new Option("heat", "8", "seconds of warming up for each contender before all else"),
                new Option("warmup", "1", "seconds of warming up for each contender and number of clients"),
                new Option("reloads", "10", "changes of the code, half of them during a call"),
                new Option("restarts", "20", "workers killed, in turns with plain starts"),
                new Option("large", "40", "calls of 1 MiB, in turns with the loop"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        String only = options.text("only");
        try (Arena arena = Arena.open(options)) {
            Scene scene = Scene.of(arena);
            scene.heat(options.number("heat") * 1000L);
            if (only.contains(ANEW)) {
                race(scene, "calls on connections of their own", 1, options, report);
            }
            if (only.contains(KEPT)) {
                race(scene, "calls on kept connections", options.number("calls"), options, report);
            }
            if (only.contains(LARGE)) {
                large(scene, options.number("large"), report);
            }
            WorkerChanges changes = new WorkerChanges(scene.node());
            if (only.contains(RELOAD)) {
                changes.reload(options.number("reloads") / 2, report);
            }
            if (only.contains(RESTART)) {
                changes.restart(options.number("restarts"), report);
            }
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static void race(Scene scene, String what, int calls, Options options, Report report)
            throws IOException, InterruptedException {
        for (int clients : options.numbers("clients")) {
            Race race = Race.held(scene.entries(calls, clients), options);
            tell(race, what + ", at " + clients, calls == 1 ? clients : 0, report);
        }
    }

    /** @param clients for which there is a goal; 0 for none */
    private static void tell(Race race, String what, int clients, Report report) {
        row(race, what + ": calls/s", Sample::rate, GOALS.getOrDefault(clients, Goal.NONE), report);
        if (clients == CLIENTS_OF_GOAL) {
            double times = Medians.of(race.of(NODE), Sample::rate) / ORIGINAL_AT_8;
            report.row(what + ": as a multiple of the original's", times, Goal.atLeast(10));
        }
        row(race, what + ": p50 in ms", Sample::p50InMs, Goal.NONE, report);
        row(race, what + ": p99 in ms", Sample::p99InMs, Goal.NONE, report);
        row(race, what + ": longest in ms", Sample::maxInMs, Goal.NONE, report);
        row(race, what + ": server CPU s per million", Sample::serverCpu, Goal.NONE, report);
        race.tellRounds(" of " + what, report);
    }

    private static void row(Race race, String figure, ToDoubleFunction<Sample> of, Goal goal, Report report) {
        report.row(figure, Medians.of(race.of(NODE), of), Medians.of(race.of(LOOP), of), LOOP, goal);
    }

    private static void large(Scene scene, int times, Report report) throws IOException {
        String text = "A line of text, 32 bytes long. - ".repeat(MEBIBYTE / 32).substring(0, MEBIBYTE);
        ModuleTalk ours = WorkerNode.talk(scene.node().port(), text);
        ModuleTalk bare = WorkerNode.talk(scene.loop().port(), text);
        TurnTimes taken = new TurnTimes("1 MiB there and back", LOOP);
        for (int i = -WARM_UPS; i < times; i++) {
            double here = ours.sayInNanos() / NANOS_PER_MS;
            double there = bare.sayInNanos() / NANOS_PER_MS;
            if (i >= 0) {
                taken.add(here, there);
            }
        }
        taken.tell(Goal.NONE, Goal.NONE, report);
    }

    /**
     * A node and a loop around the same program.
     *
     * @param talk to the node
     * @param loopTalk to the loop
     */
    private record Scene(WorkerNode node, ModuleTalk talk, ServerProcess loop, ModuleTalk loopTalk) {

        static Scene of(Arena arena) throws Exception {
            WorkerNode node = WorkerNode.start(arena);
            ServerProcess loop = node.startLoop(arena);
            return new Scene(node, WorkerNode.talk(node.port(), TEXT), loop, WorkerNode.talk(loop.port(), TEXT));
        }

        List<Race.Entry> entries(int calls, int clients) {
            return List.of(
                    () -> ModuleRunner.open(NODE, node.node().process(), talk.withCalls(calls), clients),
                    () -> ModuleRunner.open(LOOP, loop, loopTalk.withCalls(calls), clients));
        }

        /** Until the compilers of both are done with what is called most. */
        void heat(long durationInMs) throws IOException, InterruptedException {
            for (Race.Entry entry : entries(1, CLIENTS_OF_GOAL)) {
                try (Runner runner = entry.open()) {
                    runner.warmUp(durationInMs);
                }
            }
        }
    }
}
