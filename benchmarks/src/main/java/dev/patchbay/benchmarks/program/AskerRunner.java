package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Asker;
import dev.patchbay.benchmarks.driver.Outcome;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;

/** A rival over its connections. Every answer is looked at, measured or not. */
record AskerRunner(Rival rival, Asker asker) implements Runner {

    static AskerRunner open(Rival rival, int connections) throws IOException {
        return new AskerRunner(rival, Asker.open(rival.question(), connections));
    }

    @Override
    public String name() {
        return rival.name();
    }

    @Override
    public ServerProcess process() {
        return rival.process();
    }

    @Override
    public void warmUp(long durationInMs) throws IOException {
        run(durationInMs);
    }

    @Override
    public Outcome run(long durationInMs) throws IOException {
        Outcome outcome = asker.run(durationInMs);
        rival.answered().add(outcome.answered());
        return outcome;
    }

    @Override
    public void close() throws IOException {
        asker.close();
    }
}
