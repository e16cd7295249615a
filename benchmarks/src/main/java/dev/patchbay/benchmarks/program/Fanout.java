package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.FanoutDriver;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.program.FanoutStage.Round;
import dev.patchbay.benchmarks.server.BareFanout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Events to many subscribers, against a loop over the sessions of a bare Jetty. */
public final class Fanout implements Program {

    private static final String NODE = "node";
    private static final String LOOP = "bare loop";
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"event.subscribe\"," + "\"params\":{\"masks\":[\"bench.*\"]}}";
    private static final String NODE_BURST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"task.run\","
            + "\"params\":{\"name\":\"bench.burst\",\"data\":{\"first\":{n},\"count\":%d}}}";
    private static final String NO_BURST =
            NODE_BURST.replace("{n}", Long.toString(Request.FIRST_NUMBER)).formatted(0);
    private static final String LOOP_BURST = "{n} %d";

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String summary() {
        return "events to many subscribers, against a loop over the sessions of a bare Jetty";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", NODE + "," + LOOP, "who takes part"),
                new Option("subscribers", "1000", "how many"),
                new Option("outstanding", "1,4,32", "messages published before every subscriber has the ones before"),
                new Option("rounds", "5", "rounds of each contender, in turns"),
                new Option("seconds", "4", "length of a round"),
                new Option("warmup", "8", "seconds of warming up for each contender"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        List<FanoutStage> stages = new ArrayList<>();
        try (Arena arena = Arena.open(options)) {
            prepare(arena, options, stages);
            for (String outstanding : options.text("outstanding").split(",", -1)) {
                compare(stages, Integer.parseInt(outstanding), options, report);
            }
            return report.note("Servers: " + arena.peerJvm());
        } finally {
            for (FanoutStage stage : stages) {
                stage.close();
            }
        }
    }

    private static void prepare(Arena arena, Options options, List<FanoutStage> stages) throws Exception {
        int subscribers = options.number("subscribers");
        if (options.text("only").contains(NODE)) {
            Node node = arena.startNodeWithBundle(NO_BURST);
            FanoutDriver driver = FanoutDriver.open(node.target(), subscribers);
            stages.add(new FanoutStage(NODE, node.process(), driver, NODE_BURST));
            driver.subscribe(Request.of(SUBSCRIBE));
        }
        if (options.text("only").contains(LOOP)) {
            ServerProcess loop = arena.startPeer(BareFanout.class);
            FanoutDriver driver = FanoutDriver.open(Arena.target(loop, BareFanout.PATH), subscribers);
            stages.add(new FanoutStage(LOOP, loop, driver, LOOP_BURST));
        }
    }

    private static void compare(List<FanoutStage> stages, int outstanding, Options options, Report report)
            throws IOException {
        for (FanoutStage stage : stages) {
            stage.run(outstanding, options.number("warmup") * 1000L);
        }
        List<Round> ours = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        for (int round = 0; round < options.number("rounds"); round++) {
            for (FanoutStage stage : stages) {
                Round measured = stage.run(outstanding, options.number("seconds") * 1000L);
                (stage.name().equals(NODE) ? ours : theirs).add(measured);
            }
        }
        tell(outstanding, ours, theirs, report);
    }

    private static void tell(int outstanding, List<Round> ours, List<Round> theirs, Report report) {
        String at = " with " + outstanding + " outstanding";
        Goal goal = outstanding == 1 ? Goal.ratioAtLeast(1.2) : Goal.ratioAtLeast(3);
        compare(report, "deliveries/s" + at, ours, theirs, Round::rate, goal);
        compare(report, "p99 of a burst in ms" + at, ours, theirs, Round::p99InMs, Goal.NONE);
        compare(report, "server CPU s per million" + at, ours, theirs, Round::serverCpu, Goal.NONE);
        compare(report, "driver CPU s per million" + at, ours, theirs, Round::driverCpu, Goal.NONE);
        report.note("rounds" + at + ", deliveries/s, " + NODE + ": " + Medians.list(ours, Round::rate) + "; " + LOOP
                + ": " + Medians.list(theirs, Round::rate));
    }

    private static void compare(
            Report report, String figure, List<Round> ours, List<Round> theirs, ToDoubleFunction<Round> of, Goal goal) {
        report.row(figure, Medians.of(ours, of), Medians.of(theirs, of), LOOP, goal);
    }
}
