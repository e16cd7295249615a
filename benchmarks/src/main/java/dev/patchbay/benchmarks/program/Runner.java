package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Outcome;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.IOException;

/** One that takes part in a {@link Race}, connected until it is closed. */
interface Runner extends AutoCloseable {

    /** What the report calls it. */
    String name();

    /** The server whose processor time is told. */
    ServerProcess process();

    /**
     * Loads it without measuring, and looks at the answers.
     *
     * @throws IOException when an answer is not the right one
     */
    void warmUp(long durationInMs) throws IOException, InterruptedException;

    /** Loads it, and blocks until that is over. */
    Outcome run(long durationInMs) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
