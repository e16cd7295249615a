package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.server.BareEcho;
import dev.patchbay.benchmarks.server.VertxBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Calls of a named task, against an echo that does nothing and against the Vert.x event-bus bridge. */
public final class Roundtrip implements Program {

    private static final String NODE = "node";
    private static final String ECHO = "bare echo";
    private static final String VERTX = "vert.x bridge";
    private static final String TEXT = "a text of thirty-two characters.";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"task.run\","
            + "\"params\":{\"name\":\"bench.echo\",\"data\":{\"text\":\"" + TEXT + "\"}}}";
    private static final String SEND = "{\"type\":\"send\",\"address\":\"" + VertxBridge.ADDRESS
            + "\",\"replyAddress\":\"r\",\"body\":{\"text\":\"" + TEXT + "\"}}";

    @Override
    public String name() {
        return "roundtrip";
    }

    @Override
    public String summary() {
        return "a named task through /rpc against a bare echo of the same bytes and the Vert.x event-bus bridge";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(Race.options());
        options.add(0, new Option("only", NODE + "," + ECHO + "," + VERTX, "who takes part"));
        options.add(1, new Option("connections", "32,256", "numbers of connections, one call outstanding on each"));
        return options;
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            List<Contender> contenders = contenders(arena, options.text("only"));
            for (String connections : options.text("connections").split(",", -1)) {
                race(contenders, Integer.parseInt(connections), options, report);
            }
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static List<Contender> contenders(Arena arena, String only) throws Exception {
        List<Contender> contenders = new ArrayList<>();
        Request call = Request.of(CALL);
        if (only.contains(NODE)) {
            Node node = arena.startNodeWithBundle(CALL);
            Marker proof = new Marker("\"result\":{\"text\":\"" + TEXT + "\"}");
            contenders.add(new Contender(NODE, node.process(), node.target(), call, proof));
        }
        if (only.contains(ECHO)) {
            ServerProcess echo = arena.startPeer(BareEcho.class);
            contenders.add(new Contender(
                    ECHO, echo, Arena.target(echo, BareEcho.PATH), call, new Marker("\"text\":\"" + TEXT + "\"")));
        }
        if (only.contains(VERTX)) {
            ServerProcess vertx = arena.startPeer(VertxBridge.class);
            Marker proof = new Marker("\"body\":{\"text\":\"" + TEXT + "\"}");
            contenders.add(new Contender(VERTX, vertx, Arena.target(vertx, VertxBridge.PATH), Request.of(SEND), proof));
        }
        return contenders;
    }

    private static void race(List<Contender> contenders, int connections, Options options, Report report)
            throws Exception {
        Race race = Race.held(contenders, connections, options);
        String at = " at " + connections;
        compare(report, race, "calls/s" + at, Sample::rate, Goal.ratioAtLeast(1), Goal.ratioAtLeast(1));
        compare(report, race, "p50 in ms" + at, Sample::p50InMs, Goal.NONE, Goal.NONE);
        compare(report, race, "p99 in ms" + at, Sample::p99InMs, Goal.ratioAtMost(1.2), Goal.NONE);
        compare(report, race, "server CPU s per million" + at, Sample::serverCpu, Goal.NONE, Goal.NONE);
        compare(report, race, "driver CPU s per million" + at, Sample::driverCpu, Goal.NONE, Goal.NONE);
        race.tellRounds(at, report);
    }

    private static void compare(
            Report report, Race race, String figure, ToDoubleFunction<Sample> of, Goal toEcho, Goal toVertx) {
        double ours = Medians.of(race.of(NODE), of);
        report.row(figure, ours, Medians.of(race.of(ECHO), of), ECHO, toEcho);
        report.row(figure, ours, Medians.of(race.of(VERTX), of), VERTX, toVertx);
    }
}
