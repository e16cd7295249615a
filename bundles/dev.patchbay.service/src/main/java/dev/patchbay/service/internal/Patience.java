package dev.patchbay.service.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bounded waits that an interruption does not cut short: it is kept for the caller. */
final class Patience {

    private Patience() {}

    /** @param untilInNanos on the clock of {@link System#nanoTime} */
    static boolean await(CountDownLatch latch, long untilInNanos) {
        return patiently(untilInNanos, left -> latch.await(left, TimeUnit.NANOSECONDS));
    }

    /** Waits for the end of a thread that is about to end. */
    static boolean join(Thread thread, long limitInMs) {
        return patiently(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitInMs), left -> {
            TimeUnit.NANOSECONDS.timedJoin(thread, left);
            return !thread.isAlive();
        });
    }

    private static boolean patiently(long untilInNanos, Wait wait) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return wait.until(Math.max(0, untilInNanos - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One attempt. */
    private interface Wait {

        boolean until(long leftInNanos) throws InterruptedException;
    }
}
