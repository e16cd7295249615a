package dev.patchbay.benchmarks.driver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks that each numbered call is answered once, and with a result. For a driver with one lane; read it when the run
 * is over.
 */
public final class ExactlyOnce implements Observer {

    private static final Marker ERROR = new Marker("\"error\"");

    private final Marker number;
    private final Histogram latency = new Histogram();
    private long[] sentAt = new long[1 << 16];
    private byte[] answers = new byte[1 << 16];
    private long sent;
    private long failed;
    private long unknown;
    private String firstFailure = "";

    /**
     * Has seen nothing yet.
     *
     * @param number what stands before a call's number in its answer
     */
    public ExactlyOnce(Marker number) {
        this.number = number;
    }

    @Override
    public void onSent(long callNumber, long nowInNanos) {
        int index = indexOf(callNumber);
        if (index >= sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, sentAt.length * 2);
            answers = Arrays.copyOf(answers, answers.length * 2);
        }
        sentAt[index] = nowInNanos;
        sent++;
    }

    @Override
    public void onAnswer(byte[] buffer, int offset, int length, long nowInNanos) {
        int index = indexOf(number.numberIn(buffer, offset, length));
        if (index < 0 || index >= sentAt.length || sentAt[index] == 0) {
            unknown++;
            return;
        }
        if (answers[index] < Byte.MAX_VALUE) {
            answers[index]++;
        }
        latency.record(nowInNanos - sentAt[index]);
        if (ERROR.isIn(buffer, offset, length)) {
            fail(new String(buffer, offset, length, StandardCharsets.UTF_8));
        }
    }

    private void fail(String answer) {
        failed++;
        firstFailure = firstFailure.isEmpty() ? answer : firstFailure;
    }

    private static int indexOf(long callNumber) {
        return (int) Math.max(-1, callNumber - Request.FIRST_NUMBER);
    }

    /** Calls sent. */
    public long sent() {
        return sent;
    }

    /** Answers that were errors. */
    public long failed() {
        return failed;
    }

    /** The first answer that was an error; empty when there was none. */
    public String firstFailure() {
        return firstFailure;
    }

    /** Calls that were answered more than once, and answers to no call. */
    public long duplicated() {
        return unknown + answeredAtLeast(2);
    }

    /** Calls that were not answered. */
    public long unanswered() {
        return sent - answeredAtLeast(1);
    }

    /** From each call to its answer, exact in whatever order they come. */
    public Histogram latency() {
        return latency;
    }

    private long answeredAtLeast(int least) {
        long count = 0;
        for (byte times : answers) {
            count += times >= least ? 1 : 0;
        }
        return count;
    }
}
