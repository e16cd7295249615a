package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.Driver;
import dev.patchbay.benchmarks.driver.Load;
import dev.patchbay.benchmarks.driver.Marker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Measures contenders in turns over connections they keep: A B C, A B C, ... */
final class Race implements AutoCloseable {

    private final Map<Contender, Driver> drivers = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private Race() {}

    /** What {@link #held} asks of a program's options, beside the numbers of connections. */
    static List<Option> options() {
        return List.of(
                new Option("rounds", "5", "rounds of each contender, in turns"),
                new Option("seconds", "4", "length of a round"),
                new Option("warmup", "12", "seconds of warming up for each contender and number of connections"));
    }

    /** One that is over: warmed up and measured, as the options say. */
    static Race held(List<Contender> contenders, int connections, Options options)
            throws IOException, InterruptedException {
        try (Race race = new Race()) {
            for (Contender contender : contenders) {
                race.join(contender, connections);
            }
            race.warmUp(options.number("warmup") * 1000L);
            race.run(options.number("rounds"), options.number("seconds") * 1000L);
            return race;
        }
    }

    private void join(Contender contender, int connections) throws IOException {
        Driver driver = Driver.open(contender.target(), connections);
        drivers.put(contender, driver);
        if (contender.greeting() != null) {
            driver.greet(contender.greeting());
        }
    }

    /**
     * Lets each run once without measuring it, and looks at the answers.
     *
     * @throws IOException when an answer is not the right one
     */
    private void warmUp(long durationInMs) throws IOException, InterruptedException {
        for (Map.Entry<Contender, Driver> entry : drivers.entrySet()) {
            warmUp(entry.getKey(), entry.getValue(), durationInMs);
        }
    }

    private static void warmUp(Contender contender, Driver driver, long durationInMs)
            throws IOException, InterruptedException {
        LongAdder wrong = new LongAdder();
        Marker proof = contender.proof();
        driver.run(Load.of(contender.request(), durationInMs), (buffer, offset, length, now) -> {
            if (!proof.isIn(buffer, offset, length)) {
                wrong.increment();
            }
        });
        if (wrong.sum() > 0) {
            throw new IOException("Expected " + contender.name() + " to give right answers, got " + wrong + " others");
        }
    }

    private void run(int rounds, long durationInMs) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Contender, Driver> entry : drivers.entrySet()) {
                Contender contender = entry.getKey();
                samples.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(Sample.of(contender, entry.getValue(), Load.of(contender.request(), durationInMs)));
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
        for (Driver driver : drivers.values()) {
            driver.close();
        }
    }
}
