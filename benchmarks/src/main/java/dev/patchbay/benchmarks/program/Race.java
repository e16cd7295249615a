package dev.patchbay.benchmarks.program;

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

    static Race open(List<Contender> contenders, int connections) throws IOException {
        Race race = new Race();
        try {
            for (Contender contender : contenders) {
                race.drivers.put(contender, Driver.open(contender.target(), connections));
            }
            return race;
        } catch (IOException e) {
            race.close();
            throw e;
        }
    }

    /**
     * Lets each run once without measuring it, and looks at the answers.
     *
     * @throws IOException when an answer is not the right one
     */
    void warmUp(long durationInMs) throws IOException, InterruptedException {
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

    /** Measures rounds. */
    void run(int rounds, long durationInMs) throws IOException, InterruptedException {
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

    @Override
    public void close() throws IOException {
        for (Driver driver : drivers.values()) {
            driver.close();
        }
    }
}
