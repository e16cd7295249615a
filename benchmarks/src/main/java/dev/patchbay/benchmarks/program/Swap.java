package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Driver;
import dev.patchbay.benchmarks.driver.Histogram;
import dev.patchbay.benchmarks.driver.Load;
import dev.patchbay.benchmarks.driver.Outcome;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.BenchBundle;
import dev.patchbay.benchmarks.process.Census;
import dev.patchbay.benchmarks.process.Node;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Replacements of a task's jar while calls of the task flow. */
public final class Swap implements Program {

    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"task.run\","
            + "\"params\":{\"name\":\"bench.version\",\"data\":{\"call\":{n}}}}";
    private static final String FIRST_CALL = CALL.replace("{n}", Long.toString(Request.FIRST_NUMBER));
    private static final double KIB = 1 << 10;
    private static final int OUTSTANDING = 256;
    private static final int SLOW_EVERY = 10;
    private static final int WARM_UP_SWAPS = 20;
    private static final long VISIBLE_IN_SEC = 30;

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public String summary() {
        return "replacements of a task's jar while calls flow: what is lost, and how soon the new one answers";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("count", "1000", "replacements; every tenth is a slow copy"),
                new Option("rate", "2500", "calls a second"),
                new Option("connections", "32", "over which they come"),
                new Option("warmup", "10", "seconds of calls before the first replacement, not counted"));
    }

    @Override
    public Report run(Options options) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "load"));
        try (Arena arena = Arena.open(options);
                Node node = arena.startNodeWithBundle(FIRST_CALL);
                Driver driver = Driver.open(node.target(), options.number("connections"))) {
            int count = options.number("count");
            VersionWatch watch = new VersionWatch(WARM_UP_SWAPS + count + 1);
            Load load = Load.of(Request.of(CALL), TimeUnit.HOURS.toMillis(2))
                    .outstanding(OUTSTANDING)
                    .atRate(options.number("rate"));
            driver.run(load.during(options.number("warmup") * 1000L));
            Future<Outcome> run = thread.submit(() -> driver.run(load, watch));
            Replacer replacer = new Replacer(BenchBundle.build(), node.deploy(), watch);
            replacer.replace(1, WARM_UP_SWAPS, SLOW_EVERY, VISIBLE_IN_SEC);
            Census before = node.process().census();
            Histogram visible = replacer.replace(WARM_UP_SWAPS + 1, count, SLOW_EVERY, VISIBLE_IN_SEC);
            Census after = node.process().census();
            driver.end();
            return report(watch, run.get(), visible, before, after).note("Servers: " + arena.peerJvm());
        } finally {
            thread.shutdownNow();
        }
    }

    private static Report report(VersionWatch watch, Outcome outcome, Histogram visible, Census before, Census after) {
        Report report = new Report()
                .row("replacements seen", (double) visible.total(), Goal.NONE)
                .row("calls", (double) watch.calls().sent(), Goal.NONE)
                .row("calls/s answered", outcome.rate(), Goal.atLeast(2000))
                .row("failed", (double) watch.calls().failed(), Goal.atMost(0))
                .row("duplicated", (double) watch.calls().duplicated(), Goal.atMost(0))
                .row("unanswered", (double) watch.calls().unanswered(), Goal.atMost(0))
                .row("landing until new answer, median in ms", visible.percentileInMs(50), Goal.atMost(300))
                .row("landing until new answer, p99 in ms", visible.percentileInMs(99), Goal.atMost(300))
                .row("landing until new answer, max in ms", visible.percentileInMs(100), Goal.atMost(300))
                .row("call latency, p50 in ms", watch.calls().latency().percentileInMs(50), Goal.NONE)
                .row("call latency, p99 in ms", watch.calls().latency().percentileInMs(99), Goal.NONE)
                .row("call latency, max in ms", watch.calls().latency().percentileInMs(100), Goal.NONE)
                .row(
                        "live heap in KiB, end against start",
                        after.bytes() / KIB,
                        before.bytes() / KIB,
                        "start",
                        Goal.ratioAtMost(1.05))
                .row(
                        "loaded classes, end against start",
                        (double) after.classes(),
                        (double) before.classes(),
                        "start",
                        Goal.ratioAtMost(1.01));
        return watch.calls().firstFailure().isEmpty()
                ? report
                : report.note("First failure: " + watch.calls().firstFailure());
    }
}
