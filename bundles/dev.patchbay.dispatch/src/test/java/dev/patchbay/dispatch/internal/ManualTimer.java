package dev.patchbay.dispatch.internal;

import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that rings when the test says so. */
final class ManualTimer extends ScheduledThreadPoolExecutor {

    ManualTimer() {
        super(1);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return super.schedule(work, 1, TimeUnit.DAYS);
    }

    /** Does on this thread what was scheduled until now. */
    void ring() {
        for (Runnable due : List.copyOf(getQueue())) {
            remove(due);
            due.run();
        }
    }

    int pending() {
        return getQueue().size();
    }
}
