package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.process.Cable;
import dev.patchbay.benchmarks.process.Cut;
import dev.patchbay.benchmarks.process.Namespace;
import dev.patchbay.benchmarks.process.NatsServer;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Two nodes, the second of which is cut off and connected again: how long until both know who is in the cluster and in a
 * room.
 */
public final class Partition implements Program {

    private static final String JGROUPS = "jgroups";
    private static final String NATS = "nats";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String READY = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"cluster.nodes\"}";
    private static final String NO_NAMESPACE =
            "JGroups is not measured: it takes a network namespace, that is root and the program ip.";

    @Override
    public String name() {
        return "partition";
    }

    @Override
    public String summary() {
        return "one of two nodes is cut off and connected again: time until membership and presence are right";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("only", JGROUPS + "," + NATS, "over what"),
                new Option("rounds", "5", "cuts and heals of each"),
                new Option("pause", "3", "seconds between what has become right and the next change"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            Optional<Namespace> namespace = Namespace.create();
            if (namespace.isPresent()) {
                try (Namespace made = namespace.get()) {
                    acrossNamespaces(arena, made, options, report);
                } finally {
                    arena.stopAll();
                }
            } else {
                report.note(NO_NAMESPACE);
                throughProxy(arena, options, report);
            }
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static void acrossNamespaces(Arena arena, Namespace namespace, Options options, Report report)
            throws Exception {
        if (options.text("only").contains(JGROUPS)) {
            int port = ServerProcess.freePort();
            ClusterPlan plan = ClusterPlan.overJGroups(namespace.here() + ":" + port, namespace.there() + ":" + port);
            String secret = "{\"secretPath\": \"" + secret(arena) + "\"}";
            measure(
                    "JGroups",
                    arena.startNodeWithBundle(plan.one().with(JGROUPS, secret), READY),
                    arena.startNodeWithBundle(inside(namespace, plan.two()).with(JGROUPS, secret), READY),
                    namespace,
                    options,
                    report);
        }
        Optional<ServerProcess> server = nats(arena, namespace.here(), options, report);
        if (server.isPresent()) {
            String address = namespace.here() + ":" + server.get().port();
            ClusterPlan plan = ClusterPlan.overNats(address, address);
            measure(
                    "NATS",
                    arena.startNodeWithBundle(plan.one(), READY),
                    arena.startNodeWithBundle(inside(namespace, plan.two()), READY),
                    namespace,
                    options,
                    report);
        }
    }

    private static NodePlan inside(Namespace namespace, NodePlan plan) {
        return plan.at(namespace.alwaysThere()).startedBy(namespace.prefix());
    }

    private static Path secret(Arena arena) throws IOException {
        return Files.writeString(arena.newHome().resolve("secret"), "a secret of the benchmarks alone\n");
    }

    private static void throughProxy(Arena arena, Options options, Report report) throws Exception {
        Optional<ServerProcess> server = nats(arena, LOOPBACK, options, report);
        if (server.isPresent()) {
            try (Cable cable = Cable.to(server.get().port())) {
                ClusterPlan plan =
                        ClusterPlan.overNats(LOOPBACK + ":" + server.get().port(), LOOPBACK + ":" + cable.port());
                measure(
                        "NATS, cut by a proxy",
                        arena.startNodeWithBundle(plan.one(), READY),
                        arena.startNodeWithBundle(plan.two(), READY),
                        cable,
                        options,
                        report);
            }
        }
    }

    private static Optional<ServerProcess> nats(Arena arena, String host, Options options, Report report)
            throws IOException, InterruptedException {
        if (!options.text("only").contains(NATS)) {
            return Optional.empty();
        }
        Optional<ServerProcess> server = arena.startNats(host);
        if (server.isEmpty()) {
            report.note(NatsServer.MISSING);
        }
        return server;
    }

    private static void measure(String over, Node one, Node two, Cut cut, Options options, Report report)
            throws Exception {
        try (Onlookers onlookers = Onlookers.of(one, two)) {
            onlookers.awaitTogether();
            for (int round = 0; round < options.number("rounds"); round++) {
                TimeUnit.SECONDS.sleep(options.number("pause"));
                cut.cut();
                onlookers.awaitApart();
                TimeUnit.SECONDS.sleep(options.number("pause"));
                cut.heal();
                onlookers.awaitTogetherAgain();
            }
            tell(over, "cut", onlookers.cuts(), report);
            tell(over, "heal", onlookers.heals(), report);
        }
    }

    private static void tell(String over, String change, List<Onlookers.Sight> sights, Report report) {
        row(over, change, "membership", sights, Onlookers.Sight::membershipInSec, report);
        row(over, change, "presence", sights, Onlookers.Sight::presenceInSec, report);
    }

    private static void row(
            String over,
            String change,
            String what,
            List<Onlookers.Sight> sights,
            ToDoubleFunction<Onlookers.Sight> of,
            Report report) {
        String figure = over + ", " + change + " until " + what + " is right on both sides, in s";
        report.row(figure + ", median", Medians.of(sights, of), Goal.NONE);
        report.row(figure + ", longest", Medians.largest(sights, of), Goal.atMost(10));
    }
}
