package org.example.tv;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.ClockSubscription;
import dev.patchbay.clock.ClockTimer;
import dev.patchbay.clock.Ticks;

/** Waits on a thread of its own, which begins with the first task and ends when it is closed. Thread-safe. */
final class TimerAlarm implements Alarm {

    private final ClockTimer timer = new ClockTimer("tv");
    /** Null while nothing waits. */
    private ClockSubscription waiting;

    @Override
    public synchronized void set(Clock clock, Ticks at, Runnable task) {
        cancel();
        waiting = timer.schedule(clock, at, task);
    }

    @Override
    public synchronized void cancel() {
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
