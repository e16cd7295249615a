package dev.patchbay.benchmarks.driver;

import java.util.concurrent.TimeUnit;

/** Lets every wire but the first send a request once, and waits for an answer to each. */
final class Subscribing implements Player {

    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PAUSE_IN_MS = 20;
    private static final Marker ERROR = new Marker("\"error\"");

    private final Request request;
    private final Lane lane;
    private long startedAt;
    private int accepted;
    private int refused;

    Subscribing(Request request, Lane lane) {
        this.request = request;
        this.lane = lane;
    }

    int accepted() {
        return accepted;
    }

    @Override
    public void start(long nowInNanos) {
        startedAt = nowInNanos;
        lane.wires().stream().skip(1).forEach(wire -> lane.outbox().send(wire, request, Request.FIRST_NUMBER));
    }

    @Override
    public void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos) {
        boolean error = ERROR.isIn(buffer, offset, length);
        refused += error ? 1 : 0;
        accepted += error ? 0 : 1;
    }

    @Override
    public void onClosed(Wire wire) {
        refused++;
    }

    @Override
    public int turn(long nowInNanos) {
        boolean allAnswered = accepted + refused >= lane.wires().size() - 1;
        return allAnswered || nowInNanos - startedAt > PATIENCE_IN_NANOS ? OVER : PAUSE_IN_MS;
    }
}
