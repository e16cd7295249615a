package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.NatsServer;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.program.EventPair.Round;
import dev.patchbay.benchmarks.server.BareJGroups;
import dev.patchbay.benchmarks.server.BareNats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Events between two nodes, against a bare loop on the same library. */
public final class Cluster implements Program {

    private static final String JGROUPS = "jgroups";
    private static final String NATS = "nats";
    private static final String READY =
            Rpc.taskRun(1, "bench.cluster", "{\"word\":\"expect\",\"first\":0,\"count\":1}");

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public String summary() {
        return "events between two nodes over JGroups and over NATS, against a bare loop on the same library";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", JGROUPS + "," + NATS, "over what"),
                new Option("rounds", "7", "rounds of each contender, in turns"),
                new Option("warmup", "5", "rounds before those, not counted"),
                new Option("events", "200000", "raised in a round, one right after the other"),
                new Option("trips", "5000", "round trips in a round, one at a time"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            if (options.text("only").contains(JGROUPS)) {
                overJGroups(arena, options, report);
            }
            if (options.text("only").contains(NATS)) {
                overNats(arena, options, report);
            }
            return report.note("JGroups without a secret on both sides, so nothing is encrypted.")
                    .note("Servers: " + arena.peerJvm());
        }
    }

    private static void overJGroups(Arena arena, Options options, Report report) throws Exception {
        List<String> ports = freePorts(4);
        ClusterPlan plan = ClusterPlan.overJGroups("127.0.0.1:" + ports.get(0), "127.0.0.1:" + ports.get(1));
        try (EventPair nodes = nodes(arena, plan);
                EventPair bare = bare(
                        arena.startPeer(BareJGroups.class, ClusterPlan.ONE, ports.get(2), ports.get(3)),
                        arena.startPeer(BareJGroups.class, ClusterPlan.TWO, ports.get(3), ports.get(2)))) {
            compare("JGroups", nodes, bare, options, report);
        }
    }

    private static List<String> freePorts(int count) throws IOException {
        List<String> ports = new ArrayList<>();
        while (ports.size() < count) {
            String port = Integer.toString(ServerProcess.freePort());
            if (!ports.contains(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static void overNats(Arena arena, Options options, Report report) throws Exception {
        Optional<ServerProcess> server = arena.startNats("127.0.0.1");
        if (server.isEmpty()) {
            report.note(NatsServer.MISSING);
            return;
        }
        String address = "127.0.0.1:" + server.get().port();
        String url = "nats://" + address;
        try (EventPair nodes = nodes(arena, ClusterPlan.overNats(address, address));
                EventPair bare = bare(
                        arena.startPeer(BareNats.class, ClusterPlan.ONE, url),
                        arena.startPeer(BareNats.class, ClusterPlan.TWO, url))) {
            compare("NATS", nodes, bare, options, report);
        }
    }

    private static EventPair nodes(Arena arena, ClusterPlan plan) throws Exception {
        Node one = arena.startNodeWithBundle(plan.one(), READY);
        Node two = arena.startNodeWithBundle(plan.two(), READY);
        return met(new EventPair(EventPeer.of(one), EventPeer.of(two)));
    }

    private static EventPair bare(ServerProcess one, ServerProcess two) throws Exception {
        return met(new EventPair(EventPeer.of(one), EventPeer.of(two)));
    }

    private static EventPair met(EventPair pair) throws Exception {
        pair.awaitMeeting();
        return pair;
    }

    private static void compare(String over, EventPair nodes, EventPair bare, Options options, Report report)
            throws IOException {
        int warmup = options.number("warmup");
        for (int round = 0; round < warmup + options.number("rounds"); round++) {
            for (EventPair pair : List.of(nodes, bare)) {
                Round measured = pair.measure(options.number("events"), options.number("trips"));
                if (round >= warmup) {
                    pair.keep(measured);
                }
            }
        }
        tell(over, nodes, bare, report);
    }

    private static void tell(String over, EventPair nodes, EventPair bare, Report report) {
        String loop = "bare " + over;
        compare(report, "events/s over " + over, nodes, bare, Round::rate, loop, Goal.ratioAtLeast(0.8));
        compare(
                report,
                "round trip over " + over + ", p50 in us",
                nodes,
                bare,
                Round::p50InUs,
                loop,
                Goal.ratioAtMost(1.25));
        compare(
                report,
                "round trip over " + over + ", p99 in us",
                nodes,
                bare,
                Round::p99InUs,
                loop,
                Goal.ratioAtMost(1.25));
        report.row("lost over " + over, nodes.lost(), bare.lost(), loop, Goal.atMost(0));
        report.row("out of order over " + over, nodes.wrong(), bare.wrong(), loop, Goal.atMost(0));
        report.note("rounds over " + over + ", events/s, nodes: " + Medians.list(nodes.rounds(), Round::rate)
                + "; bare: " + Medians.list(bare.rounds(), Round::rate));
        report.note("rounds over " + over + ", p50 in us, nodes: " + Medians.list(nodes.rounds(), Round::p50InUs)
                + "; bare: " + Medians.list(bare.rounds(), Round::p50InUs));
    }

    private static void compare(
            Report report,
            String figure,
            EventPair nodes,
            EventPair bare,
            ToDoubleFunction<Round> of,
            String loop,
            Goal goal) {
        report.row(figure, Medians.of(nodes.rounds(), of), Medians.of(bare.rounds(), of), loop, goal);
    }
}
