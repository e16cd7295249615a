package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.LineClient;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.BareModule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Modules as processes: how soon one is added or runs again after a crash, and what many cost that do nothing. */
public final class Modules implements Program {

    private static final String ADD = "add";
    private static final String RESTART = "restart";
    private static final String IDLE = "idle";

    private static final String LOOP = "plain loop";
    private static final int WARM_UPS = 5;
    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double MICROS_PER_MS = TimeUnit.MILLISECONDS.toMicros(1);

    @Override
    public String name() {
        return "modules";
    }

    @Override
    public String summary() {
        return "modules as processes: adding one, restarting one after a crash, and many that do nothing";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", String.join(",", ADD, RESTART, IDLE), "what is measured"),
                new Option("adds", "40", "modules added one after the other, in turns with bare starts"),
                new Option("restarts", "30", "processes killed, in turns with those that a plain loop starts again"),
                new Option("count", "200", "modules that do nothing"),
                new Option("idle", "10", "seconds they are looked at"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        String only = options.text("only");
        try (Arena arena = Arena.open(options)) {
            ModuleNode node = ModuleNode.start(arena);
            if (only.contains(ADD)) {
                add(node, options.number("adds"), report);
            }
            if (only.contains(RESTART)) {
                restart(node, options.number("restarts"), report);
            }
            if (only.contains(IDLE)) {
                idle(node, options.number("count"), options.number("idle"), report);
            }
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static void add(ModuleNode node, int times, Report report) throws IOException, InterruptedException {
        TurnTimes added = new TurnTimes("add until answered", "bare start");
        try (LineClient pool = LineClient.open(node.poolPort())) {
            for (int i = -WARM_UPS; i < times; i++) {
                double ours = add(node, pool);
                double bare = start(node);
                if (i >= 0) {
                    added.add(ours, bare);
                }
            }
        }
        added.tell(Goal.ratioAtMost(1.3), Goal.NONE, report);
    }

    /** Until it has been answered; returns when the module has gone again. */
    private static double add(ModuleNode node, LineClient pool) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String uid = ModuleNode.add(pool, ModuleNode.PROCESS);
        double took = (System.nanoTime() - begin) / NANOS_PER_MS;
        ModuleNode.remove(pool, uid);
        node.awaitNone();
        return took;
    }

    private static double start(ModuleNode node) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (BareModule module = BareModule.start(node.module())) {
            return (System.nanoTime() - begin) / NANOS_PER_MS;
        }
    }

    private static void restart(ModuleNode node, int times, Report report) throws IOException {
        TurnTimes started = new TurnTimes("kill until started", LOOP);
        TurnTimes heard = new TurnTimes("kill until first line", LOOP);
        try (Rpc rpc = Rpc.open(node.node().target())) {
            for (int i = -WARM_UPS; i < times; i++) {
                Restart ours = Restart.of(rpc, true);
                Restart bare = Restart.of(rpc, false);
                if (i >= 0) {
                    started.add(ours.startedInMs(), bare.startedInMs());
                    heard.add(ours.lineInMs(), bare.lineInMs());
                }
            }
        }
        Goal goal = Goal.atMost(100);
        started.tell(goal, goal, report);
        heard.tell(goal, goal, report);
    }

    private static void idle(ModuleNode node, int count, int seconds, Report report)
            throws IOException, InterruptedException {
        try (LineClient pool = LineClient.open(node.poolPort())) {
            // the first modules load classes and start threads that stay
            for (int i = 0; i < WARM_UPS; i++) {
                add(node, pool);
            }
            IdleCost none = IdleCost.of(node, seconds);
            for (int i = 0; i < count; i++) {
                ModuleNode.add(pool, ModuleNode.PROCESS);
            }
            compare(IdleCost.of(node, seconds), none, count, report);
        }
    }

    private static void compare(IdleCost all, IdleCost none, int count, Report report) {
        report.row("idle modules", (double) all.processes(), Goal.atLeast(count))
                .row(
                        "CPU of the node with them, in percent of one processor",
                        all.cpuInPercent(),
                        none.cpuInPercent(),
                        "without",
                        Goal.atMost(1))
                .row(
                        "live heap of an idle module in bytes",
                        (all.heapInBytes() - none.heapInBytes()) / (double) count,
                        Goal.atMost(100_000))
                .row(
                        "resident memory of an idle module in the node, in bytes",
                        (all.residentInBytes() - none.residentInBytes()) / (double) count,
                        Goal.NONE);
    }

    /** From the kill of a process until it runs again. */
    private record Restart(double startedInMs, double lineInMs) {

        static Restart of(Rpc rpc, boolean isSupervised) throws IOException {
            String answer = rpc.task("bench.restart", "{\"supervised\":" + isSupervised + "}");
            return new Restart(
                    Rpc.number("startedInUs", answer) / MICROS_PER_MS, Rpc.number("lineInUs", answer) / MICROS_PER_MS);
        }
    }
}
