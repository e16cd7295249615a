package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Events posted to Event Admin inside a node: what quick handlers hear with a slow one beside them, and without. */
public final class EventAdmin implements Program {

    @Override
    public String name() {
        return "eventadmin";
    }

    @Override
    public String summary() {
        return "events posted to Event Admin and heard by four quick handlers, with a slow handler beside them or not";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        "rounds",
                        "5",
                        "rounds with and without the slow handler, in turns; a first one is not counted"),
                new Option("seconds", "3", "length of a round, at most 5"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            Node node = arena.startNodeWithBundle(Rpc.taskRun(1, "bench.post", data(true, false, 1)));
            compare(node, true, options, report);
            compare(node, false, options, report);
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static void compare(Node node, boolean throughBus, Options options, Report report) throws IOException {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int round = 0; round <= options.number("rounds"); round++) {
            double undisturbed = measure(node, throughBus, false, options.number("seconds"));
            double disturbed = measure(node, throughBus, true, options.number("seconds"));
            // the first round warms up
            if (round > 0) {
                without.add(undisturbed);
                with.add(disturbed);
            }
        }
        String figure = "events/s heard by " + (throughBus ? "listeners of the bus" : "handler services");
        report.row(
                figure + ", a slow one beside them",
                Medians.of(with, Double::doubleValue),
                Medians.of(without, Double::doubleValue),
                "no slow one",
                Goal.ratioAtLeast(0.9));
        report.note("rounds, " + figure + ", slow one: " + Medians.list(with, Double::doubleValue) + "; none: "
                + Medians.list(without, Double::doubleValue));
    }

    private static double measure(Node node, boolean throughBus, boolean slow, int seconds) throws IOException {
        try (Rpc rpc = Rpc.open(node.target())) {
            return Rpc.number("perSec", rpc.task("bench.post", data(throughBus, slow, seconds * 1000)));
        }
    }

    private static String data(boolean throughBus, boolean slow, int durationInMs) {
        return String.format(
                Locale.ROOT, "{\"throughBus\":%b,\"slow\":%b,\"durationInMs\":%d}", throughBus, slow, durationInMs);
    }
}
