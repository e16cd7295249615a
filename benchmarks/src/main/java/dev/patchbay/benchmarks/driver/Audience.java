package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Connections that listen to a WebSocket server, all on the calling thread. For one thread at a time. */
public final class Audience implements AutoCloseable {

    private static final int AT_ONCE = 100;
    private static final long OPENING_IN_MS = 60_000;
    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PAUSE_IN_MS = 20;

    private final Lane lane;

    private Audience(Lane lane) {
        this.lane = lane;
    }

    /** Connects. */
    public static Audience open(Target target, int listeners) throws IOException {
        Lane lane = new Lane(target);
        try {
            lane.open(listeners, AT_ONCE, OPENING_IN_MS);
            return new Audience(lane);
        } catch (IOException e) {
            lane.close();
            throw e;
        }
    }

    /** Has each say something, and waits until each has heard what it waits for. */
    public void greet(Greeting greeting) throws IOException {
        Greeter.greet(greeting, lane, lane.wires());
    }

    /**
     * Waits until each has heard one message with a time stamp.
     *
     * @param stamp stands before a time of {@link System#nanoTime}
     * @return how old the stamps were when they came
     * @throws IOException when one heard nothing for 30 s
     */
    public Histogram hearStamps(Marker stamp) throws IOException {
        Histogram age = new Histogram();
        hear(1, (wire, buffer, offset, length, now) -> {
            long time = stamp.numberIn(buffer, offset, length);
            if (time != Marker.ABSENT) {
                age.record(now - time);
            }
            return time != Marker.ABSENT;
        });
        return age;
    }

    /**
     * Waits until each has heard so many numbers in a row.
     *
     * @param number stands before them
     * @throws IOException when one heard another number than the next, or nothing for 30 s
     */
    public void hearInOrder(Marker number, long first, int count) throws IOException {
        long[] next = new long[lane.wires().size()];
        Arrays.fill(next, first);
        hear(count, (wire, buffer, offset, length, now) -> {
            long heard = number.numberIn(buffer, offset, length);
            if (heard == Marker.ABSENT) {
                return false;
            }
            if (heard != next[wire.index()]++) {
                throw new IllegalStateException(
                        "Expected " + (next[wire.index()] - 1) + " on connection " + wire.index() + ", got " + heard);
            }
            return true;
        });
    }

    private void hear(int messages, Ear ear) throws IOException {
        Listener listener = new Listener(ear, (long) messages * lane.wires().size());
        lane.play(listener);
        if (listener.missing > 0) {
            throw new IOException("Expected " + messages + " messages on each of "
                    + lane.wires().size() + " connections, " + listener.missing + " did not come");
        }
    }

    @Override
    public void close() throws IOException {
        lane.close();
    }

    /** Says of each message whether it is one of those waited for. */
    @FunctionalInterface
    private interface Ear {

        boolean hears(Wire wire, byte[] buffer, int offset, int length, long nowInNanos);
    }

    /** Says nothing, and is over when all has been heard. */
    private static final class Listener implements Player {

        private final Ear ear;
        private long missing;
        private long heardAt;

        Listener(Ear ear, long messages) {
            this.ear = ear;
            this.missing = messages;
        }

        @Override
        public void start(long nowInNanos) {
            heardAt = nowInNanos;
        }

        @Override
        public void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos) {
            if (ear.hears(wire, buffer, offset, length, nowInNanos)) {
                missing--;
                heardAt = nowInNanos;
            }
        }

        @Override
        public void onClosed(Wire wire) {
            throw new IllegalStateException("Expected connection " + wire.index() + " to stay open, it was closed");
        }

        @Override
        public int turn(long nowInNanos) {
            return missing <= 0 || nowInNanos - heardAt > PATIENCE_IN_NANOS ? OVER : PAUSE_IN_MS;
        }
    }
}
