package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Driver;
import dev.patchbay.benchmarks.driver.Load;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Outcome;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** A contender over WebSocket connections. */
record SocketRunner(Contender contender, Driver driver) implements Runner {

    /** One whose connections have been greeted. */
    static SocketRunner open(Contender contender, int connections) throws IOException {
        SocketRunner runner = new SocketRunner(contender, Driver.open(contender.target(), connections));
        try {
            if (contender.greeting() != null) {
                runner.driver.greet(contender.greeting());
            }
            return runner;
        } catch (IOException e) {
            runner.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return contender.name();
    }

    @Override
    public ServerProcess process() {
        return contender.process();
    }

    @Override
    public void warmUp(long durationInMs) throws IOException, InterruptedException {
        LongAdder wrong = new LongAdder();
        Marker proof = contender.proof();
        driver.run(load(durationInMs), (buffer, offset, length, now) -> {
            if (!proof.isIn(buffer, offset, length)) {
                wrong.increment();
            }
        });
        if (wrong.sum() > 0) {
            throw new IOException("Expected " + name() + " to give right answers, got " + wrong + " others");
        }
    }

    @Override
    public Outcome run(long durationInMs) throws IOException, InterruptedException {
        return driver.run(load(durationInMs));
    }

    private Load load(long durationInMs) {
        return Load.of(contender.request(), durationInMs);
    }

    @Override
    public void close() throws IOException {
        driver.close();
    }
}
