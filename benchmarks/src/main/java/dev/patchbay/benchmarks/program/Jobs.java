package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Jobs with their journal on disk: submissions, the time to their end, and queries over a long history. */
public final class Jobs implements Program {

    private static final String SUBMIT = "bench.submit";
    private static final String INSERT = "bench.insert";
    private static final int THREADS = 32;
    private static final int[] QUEUED = {1, 100, 10_000};
    private static final int TIMES = 50;
    private static final int PART = 1_000;

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String summary() {
        return "jobs submitted and finished with their journal on disk, and queries over many stored ones";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("rounds", "5", "rounds of each measurement; a first one is not counted"),
                new Option("jobs", "5000", "submissions of a round"),
                new Option("stored", "1000000", "jobs in the journal when it is queried"));
    }

    @Override
    public Report run(Options options) throws Exception {
        Report report = new Report();
        try (Arena arena = Arena.open(options)) {
            Node node = arena.startNodeWithBundle(Rpc.taskRun(1, SUBMIT, submission(1, 1)));
            for (int threads : new int[] {1, THREADS}) {
                submit(node, threads, options, report);
            }
            for (int queued : QUEUED) {
                live(node, queued, options, report);
            }
            query(node, options.number("stored"), report);
            return report.note("Server: " + arena.peerJvm());
        }
    }

    private static void submit(Node node, int threads, Options options, Report report) throws IOException {
        List<Double> submitted = new ArrayList<>();
        List<Double> inserted = new ArrayList<>();
        int jobs = options.number("jobs");
        for (int round = 0; round <= options.number("rounds"); round++) {
            double ours = measure(node, SUBMIT, submission(jobs, threads), "perSec");
            double bare = measure(node, INSERT, "{\"rows\":" + jobs + ",\"threads\":" + threads + "}", "perSec");
            if (round > 0) {
                submitted.add(ours);
                inserted.add(bare);
            }
        }
        report.row(
                "submissions/s from " + threads + " threads",
                Medians.of(submitted, Double::doubleValue),
                Medians.of(inserted, Double::doubleValue),
                "an insert each",
                Goal.NONE);
    }

    private static void live(Node node, int queued, Options options, Report report) throws IOException {
        List<Double> medians = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= options.number("rounds"); round++) {
            String answer = ask(node, SUBMIT, submission(queued, Math.min(queued, THREADS)));
            if (round > 0) {
                medians.add(Rpc.number("medianInUs", answer) / 1000.0);
                longest.add(Rpc.number("longestInUs", answer) / 1000.0);
                rates.add((double) Rpc.number("finishedPerSec", answer));
            }
        }
        String at = " at " + queued + " queued";
        report.row("submit to FINISHED, median in ms" + at, Medians.of(medians, Double::doubleValue), Goal.NONE);
        report.row("submit to FINISHED, longest in ms" + at, Medians.of(longest, Double::doubleValue), Goal.NONE);
        report.row("jobs finished/s" + at, Medians.of(rates, Double::doubleValue), Goal.NONE);
    }

    private static void query(Node node, int stored, Report report) throws IOException {
        report.row("jobs appended/s from 500 threads", fill(node, stored), Goal.NONE);
        ask(node, "of one state, newest first, 50", "[[\"state\",\"=\",\"FAILED\"]]", newest(50), stored, report);
        ask(node, "of one task, newest first, 50", "[[\"name\",\"=\",\"bench.task7\"]]", newest(50), stored, report);
        ask(
                node,
                "of one user since a time, 50",
                "[[\"user\",\"=\",\"user7\"],[\"created_at\",\">\",\"2026-01-05T00:00:00Z\",\"timestamp\"]]",
                "{\"sort\":[\"created_at\"],\"limit\":50}",
                stored,
                report);
        ask(node, "one by id", "[[\"id\",\"=\",500]]", "{\"single\":true}", stored, report);
        ask(node, "those of a user counted", "[[\"user\",\"=\",\"user7\"]]", "{\"count\":true}", stored, report);
    }

    /** In parts, since an answer has to come within 10 s. */
    private static double fill(Node node, int stored) throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int first = 0; first < stored; first += PART) {
            String data = "{\"first\":" + first + ",\"jobs\":" + Math.min(PART, stored - first) + "}";
            rates.add(measure(node, "bench.fill", data, "perSec"));
        }
        return Medians.of(rates, Double::doubleValue);
    }

    private static String newest(int limit) {
        return "{\"sort\":[\"-id\"],\"limit\":" + limit + "}";
    }

    private static void ask(Node node, String what, String filter, String options, int stored, Report report)
            throws IOException {
        String data = "{\"filter\":" + filter + ",\"options\":" + options + ",\"times\":" + TIMES + "}";
        String answer = ask(node, "bench.query", data);
        report.row("query in ms, " + what, Rpc.number("medianInUs", answer) / 1000.0, Goal.NONE)
                .note("query over " + stored + " jobs, " + what + ": found " + Rpc.number("found", answer)
                        + ", longest of " + TIMES + " " + Rpc.number("longestInUs", answer) / 1000.0 + " ms");
    }

    private static double measure(Node node, String task, String data, String figure) throws IOException {
        return Rpc.number(figure, ask(node, task, data));
    }

    private static String ask(Node node, String task, String data) throws IOException {
        try (Rpc rpc = Rpc.open(node.target())) {
            return rpc.task(task, data);
        }
    }

    private static String submission(int jobs, int threads) {
        return "{\"jobs\":" + jobs + ",\"threads\":" + threads + "}";
    }
}
