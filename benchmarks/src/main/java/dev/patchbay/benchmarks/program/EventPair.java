package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.driver.Rpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two who hear each other's events, and what was measured between them. */
final class EventPair implements AutoCloseable {

    private static final double NANOS_PER_US = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_IN_MS = 20;

    private final EventPeer one;
    private final EventPeer two;
    private final List<Round> rounds = new ArrayList<>();
    private long nextNumber = Request.FIRST_NUMBER;
    private long lost;
    private long wrong;

    /**
     * What a round gave.
     *
     * @param rate events a second, from the first to the last as the receiver sees them
     * @param p50InUs of a round trip, one event each way
     * @param p99InUs one of a hundred takes longer
     */
    record Round(double rate, double p50InUs, double p99InUs) {}

    EventPair(EventPeer one, EventPeer two) {
        this.one = one;
        this.two = two;
    }

    /** Waits until an event of each reaches the other. */
    void awaitMeeting() throws IOException, InterruptedException {
        awaitHearing(one, two);
        awaitHearing(two, one);
    }

    private static void awaitHearing(EventPeer from, EventPeer to) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_IN_NANOS;
        to.ask("expect", 0, Integer.MAX_VALUE);
        while (System.nanoTime() < deadline) {
            from.ask("raise", 0, 1);
            TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
            if (Rpc.number("heard", to.ask("count", 0, 0)) > 0) {
                return;
            }
        }
        throw new IOException("Expected the two to hear each other within 30 s, got silence");
    }

    /** Measures one round. */
    Round measure(int events, int trips) throws IOException {
        two.ask("expect", nextNumber, events);
        one.ask("raise", nextNumber, events);
        nextNumber += events;
        String heard = two.ask("heard", 0, 0);
        lost += Rpc.number("lost", heard);
        wrong += Rpc.number("wrong", heard);
        String took = one.ask("trips", nextNumber, trips);
        nextNumber += trips;
        return new Round(
                Rpc.number("perSec", heard),
                Rpc.number("p50", took) / NANOS_PER_US,
                Rpc.number("p99", took) / NANOS_PER_US);
    }

    /** Remembers a round that counts. */
    void keep(Round round) {
        rounds.add(round);
    }

    /** Those that count. */
    List<Round> rounds() {
        return rounds;
    }

    /** Events that did not come, in all rounds. */
    long lost() {
        return lost;
    }

    /** Events that came and were not the next one, in all rounds. */
    long wrong() {
        return wrong;
    }

    @Override
    public void close() throws IOException {
        one.close();
        two.close();
    }
}
