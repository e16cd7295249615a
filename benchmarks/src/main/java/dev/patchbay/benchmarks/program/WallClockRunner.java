package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.DatagramAsker;
import dev.patchbay.benchmarks.driver.Outcome;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A UDP server that is asked for its wall clock; remembers how long it had the requests of each measured run. */
final class WallClockRunner implements Runner {

    private static final double NANOS_PER_MICRO = 1_000;

    private final String name;
    private final ServerProcess process;
    private final DatagramAsker asker;
    private final List<Double> holds = new ArrayList<>();

    private WallClockRunner(String name, ServerProcess process, DatagramAsker asker) {
        this.name = name;
        this.process = process;
        this.asker = asker;
    }

    /** @param port of UDP, at 127.0.0.1 */
    static WallClockRunner open(String name, ServerProcess process, int port, int outstanding) throws IOException {
        return new WallClockRunner(name, process, DatagramAsker.open(port, outstanding));
    }

    /** The medians of t3 - t2 in microseconds, one of each run. */
    List<Double> holdsInMicros() {
        return holds;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void warmUp(long durationInMs) throws IOException {
        asker.run(durationInMs);
    }

    @Override
    public Outcome run(long durationInMs) throws IOException {
        Outcome outcome = asker.run(durationInMs);
        holds.add(asker.hold().percentileInNanos(50) / NANOS_PER_MICRO);
        return outcome;
    }

    @Override
    public void close() throws IOException {
        asker.close();
    }
}
