package dev.patchbay.benchmarks.driver;

import java.util.List;
import java.util.function.LongSupplier;

/** Keeps the book of a run: which connection waits for how many answers, and how long each took. */
final class Calls {

    private final Request request;
    private final List<Wire> wires;
    private final Outbox outbox;
    private final LongSupplier numbers;
    private final Observer observer;
    private final int outstanding;
    private final long[] sentAt;
    private final long[] sent;
    private final long[] answered;
    private final Histogram latency = new Histogram();
    private long totalSent;
    private long totalAnswered;
    private long lastAnswerAt;
    private int lost;

    Calls(Load load, List<Wire> wires, Outbox outbox, LongSupplier numbers, Observer observer) {
        this.request = load.request();
        this.wires = wires;
        this.outbox = outbox;
        this.numbers = numbers;
        this.observer = observer;
        this.outstanding = load.outstanding();
        this.sentAt = new long[wires.size() * outstanding];
        this.sent = new long[wires.size()];
        this.answered = new long[wires.size()];
    }

    /** Whether the connection may have one more call. */
    boolean hasRoom(int wire) {
        return sent[wire] - answered[wire] < outstanding && wires.get(wire).isOpen();
    }

    void send(int wire) {
        long now = System.nanoTime();
        long number = numbers.getAsLong();
        sentAt[slot(wire, sent[wire])] = now;
        sent[wire]++;
        totalSent++;
        observer.onSent(number, now);
        outbox.send(wires.get(wire), request, number);
    }

    void onAnswer(Wire wire, byte[] buffer, int offset, int length, long now) {
        int index = wire.index();
        observer.onAnswer(buffer, offset, length, now);
        if (answered[index] < sent[index]) {
            latency.record(now - sentAt[slot(index, answered[index])]);
            answered[index]++;
            totalAnswered++;
            lastAnswerAt = now;
        }
    }

    void onClosed() {
        lost++;
    }

    long sent() {
        return totalSent;
    }

    boolean allAnswered() {
        return totalAnswered == totalSent;
    }

    Outcome outcome(long startedAt) {
        return new Outcome(totalAnswered, totalSent - totalAnswered, lost, lastAnswerAt - startedAt, latency);
    }

    private int slot(int wire, long call) {
        return wire * outstanding + (int) (call % outstanding);
    }
}
