package dev.patchbay.job.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The jobs that have not ended, by id. Thread-safe. */
final class LiveJobs {

    private final Map<Long, LiveJob> jobs = new ConcurrentHashMap<>();

    void add(LiveJob job) {
        jobs.put(job.id(), job);
    }

    void remove(LiveJob job) {
        jobs.remove(job.id());
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until there is none; false when there are some after the time, or the thread was interrupted. */
    synchronized boolean awaitNone(long timeoutInMs) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        long restInMs = timeoutInMs;
        try {
            while (!jobs.isEmpty() && restInMs > 0) {
                wait(restInMs);
                restInMs = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return jobs.isEmpty();
    }

    Optional<LiveJob> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Collection<LiveJob> all() {
        return List.copyOf(jobs.values());
    }
}
