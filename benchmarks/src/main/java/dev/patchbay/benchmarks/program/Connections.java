package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Crowd;
import dev.patchbay.benchmarks.driver.Target;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.server.BareEcho;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What idle connections cost, and how fast new ones are accepted, against a bare Jetty. */
public final class Connections implements Program {

    private static final String NODE = "node";
    private static final String ECHO = "bare echo";
    private static final int AT_ONCE = 200;

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public String summary() {
        return "live heap of idle connections and new connections a second, against a bare Jetty";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", NODE + "," + ECHO, "who takes part"),
                new Option("count", "10000", "idle connections; needs 'ulimit -n' a good deal above it"),
                new Option("burst", "2000", "connections opened all at once"),
                new Option("rounds", "5", "bursts of each contender, in turns"));
    }

    @Override
    public Report run(Options options) throws Exception {
        try (Arena arena = Arena.open(options)) {
            List<Door> doors = doors(arena, options.text("only"));
            List<Cost> ours = new ArrayList<>();
            List<Cost> theirs = new ArrayList<>();
            for (Door door : doors) {
                (door.name().equals(NODE) ? ours : theirs).add(idle(door, options.number("count")));
            }
            List<Double> ourBursts = new ArrayList<>();
            List<Double> theirBursts = new ArrayList<>();
            for (int round = 0; round <= options.number("rounds"); round++) {
                for (Door door : doors) {
                    double rate = burst(door, options.number("burst"));
                    // the first round warms up
                    if (round > 0) {
                        (door.name().equals(NODE) ? ourBursts : theirBursts).add(rate);
                    }
                }
            }
            return report(options, ours, theirs, ourBursts, theirBursts).note("Servers: " + arena.peerJvm());
        }
    }

    private static List<Door> doors(Arena arena, String only) throws Exception {
        List<Door> doors = new ArrayList<>();
        if (only.contains(NODE)) {
            Node node = arena.startNode(arena.newHome());
            doors.add(new Door(NODE, node.process(), node.target()));
        }
        if (only.contains(ECHO)) {
            ServerProcess echo = arena.startPeer(BareEcho.class);
            doors.add(new Door(ECHO, echo, Arena.target(echo, BareEcho.PATH)));
        }
        return doors;
    }

    private static Cost idle(Door door, int count) throws IOException, InterruptedException {
        // the first connections load classes and fill pools that stay
        try (Crowd first = new Crowd(door.target())) {
            first.open(AT_ONCE, AT_ONCE);
        }
        long before = door.process().census().bytes();
        long residentBefore = door.process().vitals().residentInBytes();
        try (Crowd crowd = new Crowd(door.target())) {
            crowd.open(count, AT_ONCE);
            double heap = (door.process().census().bytes() - before) / (double) count;
            double resident = (door.process().vitals().residentInBytes() - residentBefore) / (double) count;
            return new Cost(heap, resident, crowd.stillOpen());
        }
    }

    /** Connections a second; none when the baseline refuses some of them, which the node must not. */
    private static double burst(Door door, int count) throws IOException {
        try (Crowd crowd = new Crowd(door.target())) {
            return count * (double) TimeUnit.SECONDS.toNanos(1) / crowd.open(count, count);
        } catch (IOException e) {
            if (door.name().equals(NODE)) {
                throw e;
            }
            return 0;
        }
    }

    private static Report report(
            Options options, List<Cost> ours, List<Cost> theirs, List<Double> ourBursts, List<Double> theirBursts) {
        String of = " of " + options.number("count") + " connections";
        return new Report()
                .row(
                        "live heap of a connection in bytes," + of,
                        Medians.of(ours, Cost::heapInBytes),
                        Medians.of(theirs, Cost::heapInBytes),
                        ECHO,
                        Goal.atMost(8192))
                .row(
                        "resident memory of a connection in bytes," + of,
                        Medians.of(ours, Cost::residentInBytes),
                        Medians.of(theirs, Cost::residentInBytes),
                        ECHO,
                        Goal.NONE)
                .row(
                        "still open" + of,
                        Medians.of(ours, Cost::stillOpen),
                        Medians.of(theirs, Cost::stillOpen),
                        ECHO,
                        Goal.atLeast(options.number("count")))
                .row(
                        "new connections/s, " + options.number("burst") + " at once",
                        Medians.of(ourBursts, Double::doubleValue),
                        Medians.of(theirBursts, Double::doubleValue),
                        ECHO,
                        Goal.atLeast(2000))
                .note("A burst of which the baseline refuses a part counts as 0.")
                .note("bursts, connections/s, " + NODE + ": " + Medians.list(ourBursts, Double::doubleValue) + "; "
                        + ECHO + ": " + Medians.list(theirBursts, Double::doubleValue));
    }

    private record Door(String name, ServerProcess process, Target target) {}

    private record Cost(double heapInBytes, double residentInBytes, double stillOpen) {}
}
