package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.server.BareFramework;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the start of the process to the first answer, against a bare framework with Declarative Services. */
public final class Start implements Program {

    private static final String NODE = "node";
    private static final String FRAMEWORK = "bare Felix";
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "process start until rpc.discover is answered, and idle memory, against Felix with SCR";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", NODE + "," + FRAMEWORK, "who takes part"),
                new Option("rounds", "5", "warm starts of each, in turns; a first one is not counted"),
                new Option("idle", "10", "seconds between the last start and the look at memory"));
    }

    @Override
    public Report run(Options options) throws Exception {
        try (Arena arena = Arena.open(options)) {
            Starts node = new Starts();
            Starts framework = new Starts();
            Path home = arena.newHome();
            Path cache = arena.newHome();
            for (int round = 0; round <= options.number("rounds"); round++) {
                // only the last start is left alone for a while
                long idleInSec = round == options.number("rounds") ? options.number("idle") : 0;
                if (options.text("only").contains(NODE)) {
                    node.add(startNode(arena, home, idleInSec));
                }
                if (options.text("only").contains(FRAMEWORK)) {
                    framework.add(startFramework(arena, cache, idleInSec));
                }
            }
            return report(node, framework).note("Servers: " + arena.peerJvm());
        }
    }

    private static Sighting startNode(Arena arena, Path home, long idleInSec) throws Exception {
        try (Node node = arena.startNode(home)) {
            return Sighting.of(node.readyInNanos(), node.process(), idleInSec);
        }
    }

    private static Sighting startFramework(Arena arena, Path cache, long idleInSec) throws Exception {
        try (ServerProcess framework = arena.startPeer(BareFramework.class, cache.toString())) {
            return Sighting.of(framework.listeningInNanos(), framework, idleInSec);
        }
    }

    private static Report report(Starts node, Starts framework) {
        return new Report()
                .row("first start in ms", node.first(), framework.first(), FRAMEWORK, Goal.NONE)
                .row("warm start in ms", node.warm(), framework.warm(), FRAMEWORK, Goal.atMost(1500))
                .row(
                        "resident memory, idle, in MiB",
                        node.resident(),
                        framework.resident(),
                        FRAMEWORK,
                        Goal.atMost(160))
                .note("warm starts in ms, " + NODE + ": " + node + "; " + FRAMEWORK + ": " + framework);
    }

    /** One start. */
    private record Sighting(double readyInMs, double residentInMib) {

        static Sighting of(long readyInNanos, ServerProcess process, long idleInSec)
                throws IOException, InterruptedException {
            TimeUnit.SECONDS.sleep(idleInSec);
            return new Sighting(readyInNanos / NANOS_PER_MS, process.vitals().residentInBytes() / MIB);
        }
    }

    /** The starts of one contender; none when it does not take part. */
    private static final class Starts {

        private final List<Sighting> sightings = new ArrayList<>();

        void add(Sighting sighting) {
            sightings.add(sighting);
        }

        double first() {
            return Medians.of(sightings.stream().limit(1).toList(), Sighting::readyInMs);
        }

        double warm() {
            return Medians.of(warmOnes(), Sighting::readyInMs);
        }

        double resident() {
            return Medians.of(
                    sightings.stream().skip(Math.max(0, sightings.size() - 1)).toList(), Sighting::residentInMib);
        }

        private List<Sighting> warmOnes() {
            return sightings.stream().skip(1).toList();
        }

        @Override
        public String toString() {
            return Medians.list(warmOnes(), Sighting::readyInMs);
        }
    }
}
