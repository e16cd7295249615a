package dev.patchbay.job.internal;

import dev.patchbay.job.Progress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The progress of one job: told at most once in an interval, the newest each time, and the last one in any case.
 * Thread-safe.
 */
final class ProgressReports {

    /** Runs something after a while, as a change of the job. */
    interface Schedule {

        void after(long delayInMs, Runnable tell);
    }

    private final Schedule schedule;
    private final LongSupplier intervalInMs;
    private final Consumer<Progress> teller;

    // guarded by this
    private Progress newest = Progress.NONE;
    private boolean isUntold;
    private long toldAt;

    ProgressReports(Schedule schedule, LongSupplier intervalInMs, Consumer<Progress> teller) {
        this.schedule = schedule;
        this.intervalInMs = intervalInMs;
        this.teller = teller;
        this.toldAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);
    }

    /** Returns at once. */
    void report(Progress progress) {
        long delayInMs;
        synchronized (this) {
            newest = progress;
            if (isUntold) {
                return;
            }
            isUntold = true;
            long sinceInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - toldAt);
            delayInMs = Math.max(0, intervalInMs.getAsLong() - sinceInMs);
        }
        schedule.after(delayInMs, this::tell);
    }

    synchronized Progress newest() {
        return newest;
    }

    /** Tells what has not been told. */
    void tell() {
        Progress progress;
        synchronized (this) {
            if (!isUntold) {
                return;
            }
            isUntold = false;
            toldAt = System.nanoTime();
            progress = newest;
        }
        teller.accept(progress);
    }
}
