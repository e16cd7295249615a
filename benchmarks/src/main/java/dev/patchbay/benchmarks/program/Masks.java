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

/** Events inside a node that has many subscribers, each with a mask of its own. */
public final class Masks implements Program {

    @Override
    public String name() {
        return "masks";
    }

    @Override
    public String summary() {
        return "events inside a node with many masks, of which one matches or all do, against a single mask";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("rounds", "5", "rounds of each, in turns; a first one is not counted"),
                new Option("seconds", "2", "length of a round, at most 5"),
                new Option("masks", "1000", "how many masks"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            Node node = arena.startNodeWithBundle(Rpc.taskRun(1, "bench.masks", data(1, false, 1)));
            compare(node, false, "eventsPerSec", Goal.NONE, options, report);
            compare(node, true, "deliveriesPerSec", Goal.ratioAtLeast(1), options, report);
            return report.note("Server: " + arena.peerJvm());
        }
    }

    private static void compare(Node node, boolean everybody, String figure, Goal goal, Options options, Report report)
            throws IOException {
        List<Double> many = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        int masks = options.number("masks");
        int millis = options.number("seconds") * 1000;
        for (int round = 0; round <= options.number("rounds"); round++) {
            double baseline = measure(node, data(1, everybody, millis), figure);
            double ours = measure(node, data(masks, everybody, millis), figure);
            // the first round warms up
            if (round > 0) {
                single.add(baseline);
                many.add(ours);
            }
        }
        String what = everybody
                ? "deliveries/s, all of " + masks + " masks match"
                : "events/s, one of " + masks + " masks matches";
        report.row(
                what,
                Medians.of(many, Double::doubleValue),
                Medians.of(single, Double::doubleValue),
                "a single mask",
                goal);
        report.note("rounds, " + what + ": " + Medians.list(many, Double::doubleValue) + "; a single mask: "
                + Medians.list(single, Double::doubleValue));
    }

    private static double measure(Node node, String data, String figure) throws IOException {
        try (Rpc rpc = Rpc.open(node.target())) {
            return Rpc.number(figure, rpc.task("bench.masks", data));
        }
    }

    private static String data(int masks, boolean everybody, int durationInMs) {
        return String.format(
                Locale.ROOT, "{\"masks\":%d,\"everybody\":%b,\"durationInMs\":%d}", masks, everybody, durationInMs);
    }
}
