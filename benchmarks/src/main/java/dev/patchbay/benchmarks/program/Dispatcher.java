package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Greeting;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Calls of a provider's method by the dispatcher's protocol, against the same calls by our own. */
public final class Dispatcher implements Program {

    private static final String PATH = "/dispatcher/socket";
    private static final NodePlan PLAN =
            NodePlan.PLAIN.with("dispatcher", "{\"websocket-port\": 0, \"frontend-port\": 0}");

    private static final String DISPATCHER = "dispatcher";
    private static final String OWN = "/rpc";
    private static final String TEXT = "a text of thirty-two characters.";
    private static final String METHOD = "bench.provider.echo";

    /** Everybody on this machine may log in as a service. */
    private static final String LOGIN =
            "{\"namespace\":\"rpc\",\"name\":\"auth_service\",\"id\":\"login-{n}\",\"args\":{\"name\":\"bench\"}}";

    private static final String CALL = "{\"namespace\":\"rpc\",\"name\":\"call\","
            + "\"id\":\"00000000-0000-4000-8000-{n}\",\"args\":{\"method\":\"" + METHOD + "\",\"args\":[\"" + TEXT
            + "\"]}}";
    private static final String OWN_CALL = "{\"jsonrpc\":\"2.0\",\"id\":\"00000000-0000-4000-8000-{n}\",\"method\":\""
            + METHOD + "\",\"params\":[\"" + TEXT + "\"]}";

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public String summary() {
        return "a provider's method by the dispatcher's protocol, against the same by /rpc on the same node";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(Race.options());
        options.add(0, new Option("connections", "1,32,256", "numbers of connections, one call outstanding on each"));
        return options;
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            Node node = arena.startNodeWithBundle(PLAN, OWN_CALL.replace("{n}", Long.toString(Request.FIRST_NUMBER)));
            List<Contender> contenders = contenders(node);
            for (String connections : options.text("connections").split(",", -1)) {
                race(contenders, Integer.parseInt(connections), options, report);
            }
            return report.note("Server: " + arena.peerJvm());
        }
    }

    private static List<Contender> contenders(Node node) {
        Marker proof = new Marker("{\"text\":\"" + TEXT + "\"}");
        Greeting login = new Greeting(Request.of(LOGIN), new Marker("\"response\""));
        return List.of(
                new Contender(DISPATCHER, node.process(), node.target(PATH), Request.of(CALL), proof, login),
                new Contender(OWN, node.process(), node.target(), Request.of(OWN_CALL), proof));
    }

    private static void race(List<Contender> contenders, int connections, Options options, Report report)
            throws Exception {
        Race race = Race.held(contenders, connections, options);
        String at = " at " + connections;
        compare(report, race, "calls/s" + at, Sample::rate, Goal.ratioAtLeast(0.8));
        compare(report, race, "p50 in ms" + at, Sample::p50InMs, Goal.NONE);
        compare(report, race, "p99 in ms" + at, Sample::p99InMs, Goal.NONE);
        compare(report, race, "server CPU s per million" + at, Sample::serverCpu, Goal.NONE);
        race.tellRounds(at, report);
    }

    private static void compare(Report report, Race race, String figure, ToDoubleFunction<Sample> of, Goal goal) {
        report.row(figure, Medians.of(race.of(DISPATCHER), of), Medians.of(race.of(OWN), of), OWN, goal);
    }
}
