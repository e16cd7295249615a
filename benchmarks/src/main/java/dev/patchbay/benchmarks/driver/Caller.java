package dev.patchbay.benchmarks.driver;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Plays a {@link Load}: each answer is followed by the next call, or calls are sent at a fixed rate. */
final class Caller implements Player {

    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int PAUSE_IN_MS = 20;
    private static final int PAUSE_AT_RATE_IN_MS = 1;

    private final Load load;
    private final Calls calls;
    private final int connections;
    private final BooleanSupplier ending;
    private final boolean atRate;
    private long startedAt;
    private long endsAt;
    private int nextConnection;

    /** @param ending whether the run has been asked to end before its time */
    Caller(Load load, Calls calls, int connections, BooleanSupplier ending) {
        this.load = load;
        this.calls = calls;
        this.connections = connections;
        this.ending = ending;
        this.atRate = load.ratePerSec() > 0;
    }

    Outcome outcome() {
        return calls.outcome(startedAt);
    }

    @Override
    public void start(long nowInNanos) {
        startedAt = nowInNanos;
        endsAt = nowInNanos + TimeUnit.MILLISECONDS.toNanos(load.durationInMs());
        for (int i = 0; i < connections && !atRate; i++) {
            sendWhileRoom(i, nowInNanos);
        }
    }

    @Override
    public void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos) {
        calls.onAnswer(wire, buffer, offset, length, nowInNanos);
        if (!atRate) {
            sendWhileRoom(wire.index(), nowInNanos);
        }
    }

    @Override
    public void onClosed(Wire wire) {
        calls.onClosed();
    }

    @Override
    public int turn(long nowInNanos) {
        if (atRate && isSending(nowInNanos)) {
            sendDue(nowInNanos);
        }
        if (!isSending(nowInNanos)) {
            endsAt = Math.min(endsAt, nowInNanos);
        }
        boolean over = nowInNanos >= endsAt && (calls.allAnswered() || nowInNanos > endsAt + PATIENCE_IN_NANOS);
        return over ? OVER : atRate ? PAUSE_AT_RATE_IN_MS : PAUSE_IN_MS;
    }

    private boolean isSending(long now) {
        return now < endsAt && calls.sent() < load.maxCount() && !ending.getAsBoolean();
    }

    private void sendWhileRoom(int connection, long now) {
        while (isSending(now) && calls.hasRoom(connection)) {
            calls.send(connection);
        }
    }

    private void sendDue(long now) {
        double seconds = (now - startedAt) / (double) TimeUnit.SECONDS.toNanos(1);
        long due = Math.min(load.maxCount(), (long) (seconds * load.ratePerSec()));
        for (int tries = 0; calls.sent() < due && tries < connections; nextConnection++) {
            int connection = nextConnection % connections;
            boolean room = calls.hasRoom(connection);
            tries = room ? 0 : tries + 1;
            if (room) {
                calls.send(connection);
            }
        }
    }
}
