package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures contenders in turns over connections they keep: A B C, A B C, ... */
final class Race implements AutoCloseable {

    private final List<Runner> runners = new ArrayList<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private Race() {}

    /** What {@link #held} asks of a program's options, beside the numbers of connections. */
    static List<Option> options() {
        return options(4, 12);
    }

    /** Likewise, with other presets of seconds. */
    static List<Option> options(int seconds, int warmUp) {
        return List.of(
                new Option("rounds", "5", "rounds of each contender, in turns"),
                new Option("seconds", Integer.toString(seconds), "length of a round"),
                new Option(
                        "warmup",
                        Integer.toString(warmUp),
                        "seconds of warming up for each contender and number of connections"));
    }

    /** Opens one contender's connections. */
    @FunctionalInterface
    interface Entry {

        Runner open() throws IOException;
    }

    /** One that is over: warmed up and measured, as the options say. */
    static Race held(List<Contender> contenders, int connections, Options options)
            throws IOException, InterruptedException {
        return held(
                contenders.stream()
                        .map(contender -> (Entry) () -> SocketRunner.open(contender, connections))
                        .toList(),
                options);
    }

    /** Likewise, of others than WebSocket servers. */
    static Race held(List<Entry> entries, Options options) throws IOException, InterruptedException {
        try (Race race = new Race()) {
            for (Entry entry : entries) {
                race.runners.add(entry.open());
            }
            race.warmUp(options.number("warmup") * 1000L);
            race.run(options.number("rounds"), options.number("seconds") * 1000L);
            return race;
        }
    }

    private void warmUp(long durationInMs) throws IOException, InterruptedException {
        for (Runner runner : runners) {
            runner.warmUp(durationInMs);
        }
    }

    private void run(int rounds, long durationInMs) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Runner runner : runners) {
                samples.computeIfAbsent(runner.name(), name -> new ArrayList<>())
                        .add(Sample.of(runner, durationInMs));
            }
        }
    }

    /** The rounds of one contender; none when it does not take part. */
    List<Sample> of(String contender) {
        return samples.getOrDefault(contender, List.of());
    }

    /** Tells the single rounds of all. */
    void tellRounds(String at, Report report) {
        samples.forEach((name, rounds) ->
                report.note("rounds" + at + ", calls/s, " + name + ": " + Medians.list(rounds, Sample::rate)));
    }

    @Override
    public void close() throws IOException {
        for (Runner runner : runners) {
            runner.close();
        }
    }
}
