package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Greeting;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.NodePlan;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.server.BareEcho;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Calls of a task by zephserver's protocol, against the original's figures and an echo that does nothing. */
public final class Zephserver implements Program {

    /** Where it is spoken. */
    static final String PATH = "/ws";

    /** A node that speaks it, and knows one user. */
    static final NodePlan PLAN = NodePlan.PLAIN
            .with("zephserver", "{}")
            .with("session", "{\"sessions\": {\"abc\": {\"id\": \"1\", \"username\": \"ada\"}}}");

    private static final String NODE = "node";
    private static final String ECHO = "bare echo";
    private static final String TASK = "bench.zeph.echo";
    private static final String TEXT = "a text of thirty-two characters.";
    private static final String DATA = "{\"n\":{n},\"text\":\"" + TEXT + "\"}";

    /** Each connection has a room of its own, so that it hears nothing but answers. */
    private static final String HELLO = "{\"session_id\":\"abc\",\"room\":\"http://host/page{n}\"}";

    private static final String CALL = "{\"task\":\"" + TASK + "\",\"data\":" + DATA
            + ",\"room\":\"http://host/page\",\"session_id\":\"abc\",\"date\":1700000000000}";

    /** The answer is the data as it was, first. */
    private static final String PROOF = "\"text\":\"" + TEXT + "\"},\"task\":\"" + TASK + "\"}";

    private static final int OF_THE_ORIGINAL = 8;
    private static final double ORIGINALS_RATE = 1_600;
    private static final double LONGEST_IN_MS = 1_000;

    @Override
    public String name() {
        return "zephserver";
    }

    @Override
    public String summary() {
        return "a task through /ws, by zephserver's protocol, against a bare echo of the same bytes";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(Race.options());
        options.add(0, new Option("only", NODE + "," + ECHO, "who takes part"));
        options.add(1, new Option("connections", "1,8,256", "numbers of connections, one call outstanding on each"));
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
            return report.note("The original answered 1,160 to 1,750 calls/s on 1 connection and 1,000 to 1,600 on 8,"
                            + " with a p99 of 9 to 43 ms there: measured once, on two cores of another day.")
                    .note("Servers: " + arena.peerJvm());
        }
    }

    private static List<Contender> contenders(Arena arena, String only) throws Exception {
        List<Contender> contenders = new ArrayList<>();
        Request call = Request.of(CALL);
        if (only.contains(NODE)) {
            Node node = arena.startNodeWithBundle(
                    PLAN, Rpc.taskRun(1, TASK, DATA.replace("{n}", Long.toString(Request.FIRST_NUMBER))));
            Greeting hello = new Greeting(Request.of(HELLO), new Marker("\"user_list\",\"data\":[\"ada\"]"));
            contenders.add(new Contender(NODE, node.process(), node.target(PATH), call, new Marker(PROOF), hello));
        }
        if (only.contains(ECHO)) {
            ServerProcess echo = arena.startPeer(BareEcho.class);
            contenders.add(new Contender(ECHO, echo, Arena.target(echo, BareEcho.PATH), call, new Marker(TEXT)));
        }
        return contenders;
    }

    private static void race(List<Contender> contenders, int connections, Options options, Report report)
            throws Exception {
        Race race = Race.held(contenders, connections, options);
        String at = " at " + connections;
        boolean known = connections == OF_THE_ORIGINAL;
        Goal rate = known ? Goal.atLeast(10 * ORIGINALS_RATE) : Goal.NONE;
        compare(report, race, "calls/s" + at, Sample::rate, rate);
        compare(report, race, "p50 in ms" + at, Sample::p50InMs, Goal.NONE);
        compare(report, race, "p99 in ms" + at, Sample::p99InMs, Goal.NONE);
        report.row(
                "longest of all rounds in ms" + at,
                Medians.largest(race.of(NODE), Sample::maxInMs),
                Medians.largest(race.of(ECHO), Sample::maxInMs),
                ECHO,
                Goal.atMost(LONGEST_IN_MS));
        compare(report, race, "server CPU s per million" + at, Sample::serverCpu, Goal.NONE);
        compare(report, race, "driver CPU s per million" + at, Sample::driverCpu, Goal.NONE);
        race.tellRounds(at, report);
    }

    private static void compare(Report report, Race race, String figure, ToDoubleFunction<Sample> of, Goal goal) {
        report.row(figure, Medians.of(race.of(NODE), of), Medians.of(race.of(ECHO), of), ECHO, goal);
    }
}
