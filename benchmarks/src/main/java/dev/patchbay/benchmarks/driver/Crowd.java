package dev.patchbay.benchmarks.driver;

import java.io.IOException;

/** Connections that are opened and then left alone. For one thread at a time. */
public final class Crowd implements AutoCloseable {

    private static final long OPENING_IN_MS = 120_000;

    private final Lane lane;

    /** None yet. */
    public Crowd(Target target) throws IOException {
        lane = new Lane(target);
    }

    /**
     * Opens connections; all have been upgraded when it returns.
     *
     * @param atOnce how many may be on their way at a time
     * @return how long it took, in nanoseconds
     * @throws IOException when one is refused, or after two minutes
     */
    public long open(int count, int atOnce) throws IOException {
        long start = System.nanoTime();
        lane.open(count, atOnce, OPENING_IN_MS);
        return System.nanoTime() - start;
    }

    /**
     * How many of them are still open.
     *
     * @throws IOException when the selector failed
     */
    public int stillOpen() throws IOException {
        lane.look();
        return (int) lane.wires().stream().filter(Wire::isOpen).count();
    }

    @Override
    public void close() throws IOException {
        lane.close();
    }
}
