package dev.patchbay.benchmarks.process;

import java.io.IOException;

/** What is between two and can be cut, so that nothing gets through and nobody is told. */
public interface Cut extends AutoCloseable {

    /** Cuts. */
    void cut() throws IOException;

    /** Mends. */
    void heal() throws IOException;

    @Override
    void close() throws IOException;
}
