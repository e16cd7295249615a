package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server the same thing over and over, as several clients with one question outstanding each, on the thread that
 * calls {@link #run}. For one thread at a time.
 */
public final class Asker implements AutoCloseable {

    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_IN_MS = 100;

    private final Selector selector;
    private final List<AskedWire> wires = new ArrayList<>();

    private Asker(Selector selector) {
        this.selector = selector;
    }

    /** How a client is made. */
    @FunctionalInterface
    private interface Maker {

        AskedWire make(Selector selector) throws IOException;
    }

    /**
     * Connects, to ask a {@link Question}.
     *
     * @throws IOException when a connection is refused
     */
    public static Asker open(Question question, int connections) throws IOException {
        return open(connections, selector -> new QuestionWire(question, selector));
    }

    /** Clients of ModuleServer, who say a {@link ModuleTalk}; connects nobody yet. */
    public static Asker open(ModuleTalk talk, int clients) throws IOException {
        return open(clients, selector -> new ModuleWire(talk, selector));
    }

    private static Asker open(int count, Maker maker) throws IOException {
        Asker asker = new Asker(Selector.open());
        try {
            for (int i = 0; i < count; i++) {
                asker.wires.add(maker.make(asker.selector));
            }
            return asker;
        } catch (IOException e) {
            asker.close();
            throw e;
        }
    }

    /**
     * Asks until the time is over, and waits at most 15 s more for the last answers.
     *
     * @throws IOException when an answer is wrong or a connection ended
     */
    public Outcome run(long durationInMs) throws IOException {
        Histogram latency = new Histogram();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(durationInMs);
        for (AskedWire wire : wires) {
            wire.ask();
        }
        int outstanding = wires.size();
        long now = System.nanoTime();
        while (outstanding > 0 && now < end + PATIENCE_IN_NANOS) {
            selector.select(PAUSE_IN_MS);
            now = System.nanoTime();
            outstanding -= turn(now, now < end, latency);
        }
        return new Outcome(latency.total(), outstanding, 0, now - start, latency);
    }

    /** Reads what has come. @return how many were answered and not asked again */
    private int turn(long now, boolean isAskedAgain, Histogram latency) throws IOException {
        int over = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            AskedWire wire = (AskedWire) key.attachment();
            if (wire.isAnswered()) {
                latency.record(now - wire.askedAtInNanos());
                if (isAskedAgain) {
                    wire.ask();
                } else {
                    wire.rest();
                    over++;
                }
            }
        }
        selector.selectedKeys().clear();
        return over;
    }

    @Override
    public void close() throws IOException {
        for (AskedWire wire : wires) {
            wire.close();
        }
        selector.close();
    }
}
