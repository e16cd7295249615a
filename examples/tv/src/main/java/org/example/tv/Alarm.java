package org.example.tv;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.Ticks;

/** One task that waits for a clock: a new one takes the place of the last. */
interface Alarm extends AutoCloseable {

    /** Runs it on another thread when the clock is there, at once when it is past that in the direction it runs in. */
    void set(Clock clock, Ticks at, Runnable task);

    /** Forgets what waits; a task that has begun goes on. */
    void cancel();

    /** Cancels, and runs nothing any more. */
    @Override
    void close();
}
