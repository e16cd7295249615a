package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Report;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The same question to one or more of ours and to a baseline, with several numbers of connections.
 *
 * @param what is asked, as the report calls it
 * @param ours at least one; the goal is of the first
 * @param baseline what they are compared with
 * @param goal of the rate, by the number of connections
 */
record Duel(String what, List<Rival> ours, Rival baseline, IntFunction<Goal> goal) {

    /** Measures it in turns and tells all figures. */
    void hold(List<Integer> connections, Options options, Report report) throws IOException, InterruptedException {
        for (int count : connections) {
            hold(count, options, report);
        }
    }

    private void hold(int connections, Options options, Report report) throws IOException, InterruptedException {
        List<Race.Entry> entries = Stream.concat(ours.stream(), Stream.of(baseline))
                .map(rival -> (Race.Entry) () -> AskerRunner.open(rival, connections))
                .toList();
        Race race = Race.held(entries, options);
        for (Rival rival : ours) {
            Goal rate = rival == ours.get(0) ? goal.apply(connections) : Goal.NONE;
            tell(race, rival, ", " + rival.name() + ", at " + connections, rate, report);
        }
        race.tellRounds(", " + what + " at " + connections, report);
    }

    private void tell(Race race, Rival rival, String at, Goal rate, Report report) {
        row(race, rival, what + "/s" + at, Sample::rate, rate, report);
        row(race, rival, what + ", p50 in ms" + at, Sample::p50InMs, Goal.NONE, report);
        row(race, rival, what + ", p99 in ms" + at, Sample::p99InMs, Goal.NONE, report);
        row(race, rival, what + ", server CPU s per million" + at, Sample::serverCpu, Goal.NONE, report);
        row(race, rival, what + ", driver CPU s per million" + at, Sample::driverCpu, Goal.NONE, report);
    }

    private void row(Race race, Rival rival, String figure, ToDoubleFunction<Sample> of, Goal goal, Report report) {
        report.row(
                figure,
                Medians.of(race.of(rival.name()), of),
                Medians.of(race.of(baseline.name()), of),
                baseline.name(),
                goal);
    }
}
