package dev.patchbay.benchmarks.driver;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Lets the first wire publish a burst to all others, and the next one only when every subscriber has all of it. Each
 * delivery must carry the number that is next for its subscriber; a message without a number is none.
 */
final class Publisher implements Player {

    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int PAUSE_IN_MS = 20;
    private static final Marker ERROR = new Marker("\"error\"");

    private final Burst burst;
    private final long durationInNanos;
    private final Wire publisher;
    private final Outbox outbox;
    private final long[] newest;
    private final Histogram latency = new Histogram();
    private long nextNumber;
    private long startedAt;
    private long burstAt;
    private long lastAt;
    private long delivered;
    private long missing;
    private long wrong;

    Publisher(Burst burst, long firstNumber, long durationInMs, Lane lane) {
        this.burst = burst;
        this.nextNumber = firstNumber;
        this.durationInNanos = TimeUnit.MILLISECONDS.toNanos(durationInMs);
        this.publisher = lane.wires().get(0);
        this.outbox = lane.outbox();
        this.newest = new long[lane.wires().size()];
        Arrays.fill(newest, firstNumber - 1);
    }

    /** The number of the first message that was not published. */
    long nextNumber() {
        return nextNumber;
    }

    Deliveries deliveries() {
        return new Deliveries(delivered, missing, wrong, lastAt - startedAt, latency);
    }

    @Override
    public void start(long nowInNanos) {
        startedAt = nowInNanos;
        publish(nowInNanos);
    }

    private void publish(long now) {
        missing = (long) burst.size() * (newest.length - 1);
        burstAt = now;
        outbox.send(publisher, burst.request(), nextNumber);
        nextNumber += burst.size();
    }

    @Override
    public void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos) {
        if (wire == publisher) {
            wrong += ERROR.isIn(buffer, offset, length) ? 1 : 0;
            return;
        }
        long number = burst.delivery().numberIn(buffer, offset, length);
        if (number != Marker.ABSENT) {
            deliver(wire.index(), number, nowInNanos);
        }
    }

    private void deliver(int subscriber, long number, long now) {
        wrong += number == newest[subscriber] + 1 ? 0 : 1;
        newest[subscriber] = number;
        delivered++;
        missing--;
        lastAt = now;
        if (missing == 0) {
            latency.record(now - burstAt);
            publishAgain(now);
        }
    }

    private void publishAgain(long now) {
        if (now - startedAt < durationInNanos) {
            publish(now);
        }
    }

    @Override
    public void onClosed(Wire wire) {
        wrong++;
    }

    @Override
    public int turn(long nowInNanos) {
        return missing == 0 || nowInNanos - burstAt > PATIENCE_IN_NANOS ? OVER : PAUSE_IN_MS;
    }
}
