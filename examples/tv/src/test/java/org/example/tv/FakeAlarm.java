package org.example.tv;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.Ticks;
import java.util.ArrayList;
import java.util.List;

/** Rings when it is told to. */
final class FakeAlarm implements Alarm {

    record Cue(Clock clock, Ticks at, Runnable task) {}

    /** All that were ever set, since one may be about to run when it is replaced. */
    final List<Cue> cues = new ArrayList<>();

    /** Null while nothing waits. */
    Cue waiting;

    boolean isClosed;

    @Override
    public void set(Clock clock, Ticks at, Runnable task) {
        waiting = new Cue(clock, at, task);
        cues.add(waiting);
    }

    void ring() {
        Cue cue = waiting;
        waiting = null;
        cue.task().run();
    }

    @Override
    public void cancel() {
        waiting = null;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
