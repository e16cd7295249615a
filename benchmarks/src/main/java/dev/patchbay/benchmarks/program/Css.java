package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Audience;
import dev.patchbay.benchmarks.driver.Greeting;
import dev.patchbay.benchmarks.driver.Histogram;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Probe;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.ServerProcess;
import dev.patchbay.benchmarks.server.BareDatagrams;
import dev.patchbay.benchmarks.task.ContentTask;
import dev.patchbay.benchmarks.task.CssTimeline;
import dev.patchbay.dvbcss.client.WallClockClient;
import dev.patchbay.dvbcss.client.WallClockOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** DVB CSS: the wall clock against a bare loop, how true a companion's clock is, and how soon all hear of a change. */
public final class Css implements Program {

    private static final String CLOCK = "clock";
    private static final String TRUTH = "truth";
    private static final String CONNECT = "connect";
    private static final String FANOUT = "fanout";
    private static final String ORDER = "order";

    private static final String NODE = "node";
    private static final String LOOP = "bare datagram loop";

    private static final double MICROS_PER_NANO = 1e-3;
    private static final int BURST = 500;

    /** What the original gave at best, by the number of requests outstanding. */
    private static final Map<Integer, Integer> ORIGINALS_RATE = Map.of(1, 24_500, 16, 31_000);

    @Override
    public String name() {
        return "css";
    }

    @Override
    public String summary() {
        return "DVB CSS: wall clock requests against a bare loop, true error of a clock, changes to many clients";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(Race.options(2, 4));
        options.add(0, new Option("only", String.join(",", CLOCK, TRUTH, CONNECT, FANOUT, ORDER), "what is measured"));
        options.add(1, new Option("outstanding", "1,16", "numbers of wall clock requests outstanding"));
        options.add(2, new Option("polls", "20", "requests a second of the client whose clock is looked at"));
        options.add(3, new Option("truthSeconds", "20", "how long its clock is looked at"));
        options.add(4, new Option("connects", "200", "how many clients connect, one after the other"));
        options.add(5, new Option("clients", "1000", "how many follow a timeline"));
        options.add(6, new Option("changes", "50", "how often it changes"));
        options.add(7, new Option("updates", "1000000", "how often what is on changes"));
        options.add(8, new Option("watchers", "4", "how many are told each time"));
        return options;
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        String only = options.text("only");
        try (Arena arena = Arena.open(options)) {
            CssNode node = CssNode.start(arena);
            if (only.contains(CLOCK)) {
                clock(arena, node, options, report);
            }
            if (only.contains(TRUTH)) {
                truth(node, options, report);
            }
            if (only.contains(CONNECT)) {
                connect(node, options, report);
            }
            if (only.contains(FANOUT)) {
                fanout(node, options, report);
            }
            if (only.contains(ORDER)) {
                order(node, options, report);
            }
            return report.note("Servers: " + arena.peerJvm());
        }
    }

    private static void clock(Arena arena, CssNode node, Options options, Report report) throws Exception {
        ServerProcess loop = arena.startPeer(BareDatagrams.class);
        for (int outstanding : options.numbers("outstanding")) {
            List<WallClockRunner> runners = new ArrayList<>();
            Race race = Race.held(
                    List.of(
                            entry(runners, NODE, node.node().process(), node.wallClockPort(), outstanding),
                            entry(runners, LOOP, loop, loop.port(), outstanding)),
                    options);
            String at = " with " + outstanding + " outstanding";
            report.row(
                    "wall clock requests/s" + at,
                    Medians.of(race.of(NODE), Sample::rate),
                    Medians.of(race.of(LOOP), Sample::rate),
                    LOOP,
                    Goal.ratioAtLeast(0.8));
            report.row(
                    "p50 in us" + at,
                    1_000 * Medians.of(race.of(NODE), Sample::p50InMs),
                    1_000 * Medians.of(race.of(LOOP), Sample::p50InMs),
                    LOOP,
                    Goal.NONE);
            report.row(
                    "hold t3-t2 in us" + at,
                    Medians.of(runners.get(0).holdsInMicros(), Double::doubleValue),
                    Goal.atMost(2));
            race.tellRounds(at, report);
            if (ORIGINALS_RATE.containsKey(outstanding)) {
                report.note("The original answered at most " + ORIGINALS_RATE.get(outstanding) + " requests/s" + at
                        + ", on two cores of another day.");
            }
        }
    }

    private static Race.Entry entry(
            List<WallClockRunner> runners, String name, ServerProcess process, int port, int outstanding) {
        return () -> {
            WallClockRunner runner = WallClockRunner.open(name, process, port, outstanding);
            runners.add(runner);
            return runner;
        };
    }

    /** The node's clock is this machine's, so what a client takes for it can be compared with the truth. */
    private static void truth(CssNode node, Options options, Report report) throws InterruptedException {
        double intervalInSec = 1.0 / options.number("polls");
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), node.wallClockPort());
        Histogram error = new Histogram();
        Histogram dispersion = new Histogram();
        try (WallClockClient client =
                new WallClockClient(server, WallClockOptions.DEFAULTS.withInterval(intervalInSec))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.number("truthSeconds"));
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
                if (client.wallClock().isAvailable()) {
                    long before = System.nanoTime();
                    long shown = client.wallClock().ticks();
                    long after = System.nanoTime();
                    error.record(Math.abs(shown - before - (after - before) / 2));
                    dispersion.record((long) (client.dispersionInSec() * TimeUnit.SECONDS.toNanos(1)));
                }
            }
        }
        String at = " at " + options.number("polls") + " polls/s";
        report.row("true error, median in us" + at, error.percentileInNanos(50) * MICROS_PER_NANO, Goal.atMost(20));
        report.row("true error, worst in us" + at, error.maxInNanos() * MICROS_PER_NANO, Goal.NONE);
        report.row("dispersion, median in us" + at, dispersion.percentileInNanos(50) * MICROS_PER_NANO, Goal.NONE);
        report.row("dispersion, worst in us" + at, dispersion.maxInNanos() * MICROS_PER_NANO, Goal.NONE);
    }

    private static void connect(CssNode node, Options options, Report report) throws IOException {
        Histogram warm = new Histogram();
        Histogram time = new Histogram();
        for (int i = 0; i < 2 * options.number("connects"); i++) {
            long start = System.nanoTime();
            try (Probe probe = Probe.open(node.node().target(CssNode.CII))) {
                String state = probe.next();
                if (!state.contains("protocolVersion")) {
                    throw new IOException("Expected the whole state first, got " + state);
                }
            }
            (i < options.number("connects") ? warm : time).record(System.nanoTime() - start);
        }
        report.row("connect to first state, p50 in ms", time.percentileInMs(50), Goal.NONE);
        report.row("connect to first state, p99 in ms", time.percentileInMs(99), Goal.NONE);
        report.note("5 ms of it are waited on purpose, for clients that lose what comes right behind the 101.");
    }

    private static void fanout(CssNode node, Options options, Report report) throws Exception {
        int clients = options.number("clients");
        Request setup = Request.of("{\"contentIdStem\":\"\",\"timelineSelector\":\"" + CssTimeline.SELECTOR + "\"}");
        List<Double> medians = new ArrayList<>();
        List<Double> worsts = new ArrayList<>();
        try (Audience audience = Audience.open(node.node().target(CssNode.TS), clients);
                Rpc rpc = Rpc.open(node.node().target())) {
            audience.greet(new Greeting(setup, new Marker("\"timelineSpeedMultiplier\":1")));
            for (int change = 1; change <= 2 * options.number("changes"); change++) {
                String data = "{\"ticks\":" + 1_000L * change + "}";
                Histogram age = meanwhile(
                        () -> rpc.task("bench.css.shift", data),
                        () -> audience.hearStamps(new Marker("\"wallClockTime\":\"")));
                // the first half warms up
                if (change > options.number("changes")) {
                    medians.add(age.percentileInMs(50));
                    worsts.add(age.percentileInMs(100));
                }
            }
        }
        String at = ", " + clients + " clients, in ms";
        report.row("a change of a timeline heard by half" + at, Medians.of(medians, Double::doubleValue), Goal.NONE);
        report.row("heard by the last" + at, Medians.of(worsts, Double::doubleValue), Goal.NONE);
        report.row("heard by the last, worst of all" + at, Medians.largest(worsts, Double::doubleValue), Goal.NONE);
        report.note("From the moment the node says that the timeline moved, on the clock of this machine.");
    }

    private static void order(CssNode node, Options options, Report report) throws Exception {
        int updates = options.number("updates");
        Marker number = new Marker(ContentTask.PREFIX);
        long start;
        try (Audience audience = Audience.open(node.node().target(CssNode.CII), options.number("watchers"));
                Rpc rpc = Rpc.open(node.node().target())) {
            change(audience, rpc, number, 0, 1);
            start = System.nanoTime();
            for (long first = 1; first <= updates; first += BURST) {
                change(audience, rpc, number, first, (int) Math.min(BURST, updates + 1 - first));
            }
        }
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        report.row(
                "updates in order, of " + updates + " to " + options.number("watchers") + " clients",
                updates,
                Goal.atLeast(updates));
        report.row("updates/s", updates / seconds, Goal.NONE);
    }

    private static void change(Audience audience, Rpc rpc, Marker number, long first, int count) throws Exception {
        meanwhile(() -> rpc.task("bench.css.content", "{\"first\":" + first + ",\"count\":" + count + "}"), () -> {
            audience.hearInOrder(number, first, count);
            return true;
        });
    }

    /** Does the first on another thread, and the second here; the second's result. */
    private static <T> T meanwhile(Callable<?> other, Callable<T> here) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> done = thread.submit(other);
            T result = here.call();
            done.get();
            return result;
        } finally {
            thread.shutdownNow();
        }
    }
}
