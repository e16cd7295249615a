package dev.patchbay.benchmarks.task;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One of two sides that raise numbered events for each other, the same for a node and for what it is measured against.
 * Thread-safe; one word at a time.
 */
public final class EventSide {

    /** The event that is counted. */
    public static final String TICK = "bench";

    /** The event that is answered with {@link #PONG}. */
    public static final String PING = "ping";

    /** The answer. */
    public static final String PONG = "pong";

    /** What each event carries beside its number. */
    public static final String TEXT = "an event of a usual size, which is about one hundred characters of text, "
            + "counted without its envelope";

    private static final long PATIENCE_IN_MS = 8_000;

    private final Line line;
    private final EventTally tally = new EventTally();
    private final LinkedBlockingQueue<Long> pongs = new LinkedBlockingQueue<>();

    /** The way to the other side. */
    @FunctionalInterface
    public interface Line {

        /** Sends an event. */
        void send(String event, long number) throws Exception;
    }

    /** Has sent and heard nothing. */
    public EventSide(Line line) {
        this.line = line;
    }

    /** An event of the other side has come; called in the order in which they come. */
    public void heard(String event, long number) throws Exception {
        switch (event) {
            case TICK -> tally.heard(number);
            case PING -> line.send(PONG, number);
            case PONG -> pongs.add(number);
            default -> throw new IllegalArgumentException("Expected an event of the measurement, got " + event);
        }
    }

    /**
     * Does what a word says.
     *
     * <ul>
     *   <li>{@code expect}: counts anew; the events to come have the numbers from {@code first} on.
     *   <li>{@code raise}: raises so many, numbered from {@code first} on.
     *   <li>{@code heard}: waits until all that are expected are there, at most 8 s; answers with {@code heard},
     *       {@code lost}, {@code wrong} (not the next one) and {@code perSec}, from the first to the last.
     *   <li>{@code count}: answers with what {@code heard} does, without waiting.
     *   <li>{@code trips}: sends so many pings, each when the one before has been answered; answers with {@code p50} and
     *       {@code p99} in nanoseconds.
     * </ul>
     */
    public Map<String, Long> ask(String word, long first, int count) throws Exception {
        return switch (word) {
            case "expect" -> tally.expect(first, count);
            case "raise" -> raise(first, count);
            case "heard" -> tally.await(PATIENCE_IN_MS);
            case "count" -> tally.await(0);
            case "trips" -> trips(first, count);
            default -> throw new IllegalArgumentException("Expected expect, raise, heard, count or trips, got " + word);
        };
    }

    private Map<String, Long> raise(long first, int count) throws Exception {
        for (long number = first; number < first + count; number++) {
            line.send(TICK, number);
        }
        return Map.of("raised", (long) count);
    }

    private Map<String, Long> trips(long first, int count) throws Exception {
        long[] nanos = new long[count];
        pongs.clear();
        for (int i = 0; i < count; i++) {
            nanos[i] = trip(first + i);
        }
        Arrays.sort(nanos);
        return Map.of("p50", nanos[count / 2], "p99", nanos[(int) (count * 0.99)]);
    }

    private long trip(long number) throws Exception {
        long start = System.nanoTime();
        line.send(PING, number);
        Long answer = pongs.poll(PATIENCE_IN_MS, TimeUnit.MILLISECONDS);
        if (answer == null || answer != number) {
            throw new TimeoutException("Expected ping " + number + " to be answered, got " + answer);
        }
        return System.nanoTime() - start;
    }
}
