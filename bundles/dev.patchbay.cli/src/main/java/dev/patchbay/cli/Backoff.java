package dev.patchbay.cli;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before connecting again: twice as long after each failure, from 0.1 s to 5 s, and each time a
 * random part of that, so that many clients do not come back in the same moment. For one thread.
 */
final class Backoff {

    private static final long FIRST_IN_MS = 100;
    private static final long LONGEST_IN_MS = 5_000;

    private long nextInMs = FIRST_IN_MS;

    /** Waits. */
    void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(nextInMs / 2, nextInMs));
    }

    /** It did not help; the next pause is longer. */
    void failed() {
        nextInMs = Math.min(2 * nextInMs, LONGEST_IN_MS);
    }

    /** Connected again; the next pause is short. */
    void succeeded() {
        nextInMs = FIRST_IN_MS;
    }

    /** The upper bound of the next pause, in milliseconds. */
    long nextInMs() {
        return nextInMs;
    }
}
