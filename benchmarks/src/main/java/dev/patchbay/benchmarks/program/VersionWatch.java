package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.ExactlyOnce;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Observer;
import java.util.concurrent.TimeUnit;

/** Remembers when each version of a task answered first, and checks that each call is answered once. */
final class VersionWatch implements Observer {

    private static final Marker VERSION = new Marker("\"version\":");

    private final ExactlyOnce calls = new ExactlyOnce(new Marker("\"id\":"));
    private final long[] firstSeenAt;

    /** @param versions how many there are, from 0 */
    VersionWatch(int versions) {
        firstSeenAt = new long[versions];
    }

    /** To be read when the run is over. */
    ExactlyOnce calls() {
        return calls;
    }

    @Override
    public void onSent(long number, long nowInNanos) {
        calls.onSent(number, nowInNanos);
    }

    @Override
    public void onAnswer(byte[] buffer, int offset, int length, long nowInNanos) {
        calls.onAnswer(buffer, offset, length, nowInNanos);
        long version = VERSION.numberIn(buffer, offset, length);
        if (version != Marker.ABSENT) {
            see((int) version, nowInNanos);
        }
    }

    private synchronized void see(int version, long now) {
        if (firstSeenAt[version] == 0) {
            firstSeenAt[version] = now;
            notifyAll();
        }
    }

    /**
     * Waits for the first answer of a version.
     *
     * @return when it came, of {@link System#nanoTime}; 0 when it did not within the time
     */
    synchronized long awaitFirst(int version, long timeoutInSec) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutInSec);
        while (firstSeenAt[version] == 0 && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        return firstSeenAt[version];
    }
}
