package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Asker;
import dev.patchbay.benchmarks.driver.ModuleTalk;
import dev.patchbay.benchmarks.driver.Outcome;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;

/** Clients of ModuleServer at one server. Every answer is looked at, measured or not. */
record ModuleRunner(String name, ServerProcess process, Asker asker) implements Runner {

    static ModuleRunner open(String name, ServerProcess process, ModuleTalk talk, int clients) throws IOException {
        return new ModuleRunner(name, process, Asker.open(talk, clients));
    }

    @Override
    public void warmUp(long durationInMs) throws IOException {
        run(durationInMs);
    }

    @Override
    public Outcome run(long durationInMs) throws IOException {
        return asker.run(durationInMs);
    }

    @Override
    public void close() throws IOException {
        asker.close();
    }
}
