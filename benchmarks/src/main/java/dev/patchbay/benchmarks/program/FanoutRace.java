package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.FanoutDriver;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.program.FanoutStage.Round;
import dev.patchbay.benchmarks.server.BareFanout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures a node's fan-out and that of a loop over the sessions of a bare Jetty, in turns. */
final class FanoutRace implements AutoCloseable {

    static final String NODE = "node";
    private static final String LOOP = "bare loop";
    private static final String LOOP_BURST = "{n} %d";

    private final Options options;
    private final List<FanoutStage> stages = new ArrayList<>();

    FanoutRace(Options options) {
        this.options = options;
    }

    static List<Option> options() {
        return List.of(
                new Option("only", NODE + "," + LOOP, "who takes part"),
                new Option("subscribers", "1000", "how many"),
                new Option("outstanding", "1,4,32", "messages published before every subscriber has the ones before"),
                new Option("rounds", "5", "rounds of each contender, in turns"),
                new Option("seconds", "4", "length of a round"),
                new Option("warmup", "8", "seconds of warming up for each contender"));
    }

    boolean hasNode() {
        return options.text("only").contains(NODE);
    }

    /**
     * The node takes part.
     *
     * @param driver its subscribers in place
     */
    void addNode(ServerProcess process, FanoutDriver driver, String burst) {
        stages.add(new FanoutStage(NODE, process, driver, burst));
    }

    /**
     * Lets the loop take part, unless the options leave it out.
     *
     * @param message the bytes of the node's deliveries; {@link BareFanout#PLACE} stands for the number
     */
    void addLoop(Arena arena, String message) throws IOException, InterruptedException {
        if (options.text("only").contains(LOOP)) {
            ServerProcess loop = arena.startPeer(BareFanout.class, message);
            FanoutDriver driver = FanoutDriver.open(Arena.target(loop, BareFanout.PATH), options.number("subscribers"));
            stages.add(new FanoutStage(LOOP, loop, driver, LOOP_BURST));
        }
    }

    Report run(Arena arena) throws IOException {
        Report report = new Report();
        for (String outstanding : options.text("outstanding").split(",", -1)) {
            compare(Integer.parseInt(outstanding), report);
        }
        return report.note("Servers: " + arena.peerJvm());
    }

    private void compare(int outstanding, Report report) throws IOException {
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

    @Override
    public void close() throws IOException {
        for (FanoutStage stage : stages) {
            stage.close();
        }
    }
}
