package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Several clients of ModuleServer who say the same {@link ModuleTalk} over and over, each with one call outstanding, on
 * the thread that calls {@link #run}. For one thread at a time.
 */
public final class ModuleAsker implements AutoCloseable {

    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_IN_MS = 100;

    private final Selector selector;
    private final List<ModuleWire> wires = new ArrayList<>();

    private ModuleAsker(Selector selector) {
        this.selector = selector;
    }

    /** Connects nobody yet. */
    public static ModuleAsker open(ModuleTalk talk, int clients) throws IOException {
        ModuleAsker asker = new ModuleAsker(Selector.open());
        for (int i = 0; i < clients; i++) {
            asker.wires.add(new ModuleWire(talk, asker.selector));
        }
        return asker;
    }

    /**
     * Calls until the time is over, and waits at most 15 s more for the last answers.
     *
     * @throws IOException when an answer is wrong or a connection ended too soon
     */
    public Outcome run(long durationInMs) throws IOException {
        Histogram latency = new Histogram();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(durationInMs);
        for (ModuleWire wire : wires) {
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

    /** Reads what has come. @return how many have left */
    private int turn(long now, boolean goesOn, Histogram latency) throws IOException {
        int over = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            ModuleWire wire = (ModuleWire) key.attachment();
            if (wire.isAnswered()) {
                latency.record(now - wire.askedAtInNanos());
                over += goOn(wire, goesOn);
            }
        }
        selector.selectedKeys().clear();
        return over;
    }

    /** Who kept his connection without calling would keep the worker from the others. */
    private static int goOn(ModuleWire wire, boolean goesOn) throws IOException {
        if (goesOn) {
            wire.ask();
            return 0;
        }
        wire.close();
        return 1;
    }

    @Override
    public void close() throws IOException {
        for (ModuleWire wire : wires) {
            wire.close();
        }
        selector.close();
    }
}
