package dev.patchbay.clock;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks when a clock gets to some ticks.
 *
 * <p>A task runs once, when its clock reaches or jumps over its ticks from the side on which the clock was when the task
 * was scheduled. If the clock is there already or past them in the direction it runs in, the task runs at once; a clock
 * that stands still counts as running forwards. When a clock changes, the waits for it are computed again; while it stands
 * still or runs away from the ticks, its tasks wait for that and cost nothing. Availability does not matter. A clock that
 * jumps over the ticks and back before the timer looked was never there.
 *
 * <p>Tasks on one clock run in the order in which it gets to their ticks, at the same ticks in that of their scheduling.
 * All tasks run one after the other on one daemon thread, which begins with the first task and ends in {@link #close()};
 * so they should be brief. A task may schedule, cancel and close. What it throws is logged as a warning by the logger
 * {@code dev.patchbay.clock.ClockTimer}. A task is never early by its clock; how late depends on the system's timers,
 * about 0.1 ms when idle, and a tick of the root.
 *
 * <p>All methods may be called from any thread. Only {@link #close()} blocks.
 */
public final class ClockTimer implements AutoCloseable {

    private static final long LONGEST_END_IN_MS = 2000;

    private final String name;
    private final long longestEndInMs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** This and all below is guarded by the lock. By clock, what is scheduled on it. */
    private final Map<Clock, Watch> watches = new IdentityHashMap<>();

    /** Those whose clock has to be asked. */
    private final Set<Watch> unplanned = new LinkedHashSet<>();

    /** Those that wait for a time. */
    private final NavigableSet<Watch> planned = new TreeSet<>(Watch.SOONEST_FIRST);

    private long numbers;
    private boolean closed;
    private @Nullable Thread thread;

    /** With a thread of that name, once there is something to do. */
    public ClockTimer(String threadName) {
        this(threadName, LONGEST_END_IN_MS);
    }

    ClockTimer(String threadName, long longestEndInMs) {
        this.name = Objects.requireNonNull(threadName);
        this.longestEndInMs = longestEndInMs;
    }

    /**
     * Has the task run when the clock gets to those ticks. Holds the clock until then.
     *
     * @return closing it cancels the task, unless it has begun
     * @throws IllegalStateException if the timer is closed
     */
    public ClockSubscription schedule(Clock clock, Ticks at, Runnable task) {
        Objects.requireNonNull(task);
        Cue cue = new Cue(clock, Objects.requireNonNull(at), task, nextNumber());
        lock.lock();
        try {
            add(cue);
        } finally {
            lock.unlock();
        }
        return () -> take(cue);
    }

    /**
     * Cancels all that has not begun, and ends the thread. Waits up to two seconds for a task that runs, and interrupts it
     * if that was not enough; called by a task, it does not wait. Closing twice is harmless.
     */
    @Override
    public void close() {
        Thread running = endWork();
        if (running != null && running != Thread.currentThread()) {
            awaitEnd(running);
        }
    }

    /** How many tasks wait; for tests. */
    int waiting() {
        lock.lock();
        try {
            return watches.values().stream().mapToInt(Watch::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private long nextNumber() {
        lock.lock();
        try {
            return numbers++;
        } finally {
            lock.unlock();
        }
    }

    private void add(Cue cue) {
        if (closed) {
            throw new IllegalStateException("Expected an open timer, got " + name + ", which is closed");
        }
        Watch watch = watches.computeIfAbsent(cue.clock, this::watch);
        watch.add(cue);
        lookAt(watch);
        if (thread == null) {
            thread = new Thread(this::work, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private Watch watch(Clock clock) {
        return new Watch(clock.listen(cause -> clockChanged(clock)), numbers++);
    }

    private void clockChanged(Clock clock) {
        lock.lock();
        try {
            Watch watch = watches.get(clock);
            if (watch != null) {
                watch.gotOn();
                lookAt(watch);
            }
        } finally {
            lock.unlock();
        }
    }

    private void lookAt(Watch watch) {
        planned.remove(watch);
        unplanned.add(watch);
        changed.signal();
    }

    /** Whoever takes it may run it, or forget it; false if someone did before. */
    private boolean take(Cue cue) {
        lock.lock();
        try {
            Watch watch = watches.get(cue.clock);
            if (watch == null || !watch.remove(cue)) {
                return false;
            }
            watch.gotOn();
            if (watch.isEmpty()) {
                watches.remove(cue.clock);
                forget(watch);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Watch watch) {
        planned.remove(watch);
        unplanned.remove(watch);
        watch.subscription.close();
    }

    private @Nullable Thread endWork() {
        lock.lock();
        try {
            closed = true;
            watches.values().forEach(this::forget);
            watches.clear();
            changed.signal();
            return thread;
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd(Thread running) {
        try {
            running.join(longestEndInMs);
            if (running.isAlive()) {
                Failures.log(
                        ClockTimer.class,
                        "A task of the timer " + name + " still runs after " + longestEndInMs
                                + " ms; it is interrupted",
                        null);
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (workARound()) {
            // all in a method of its own: a local variable here would hold the last clock while it waits
        }
    }

    private boolean workARound() {
        List<Watch> toLookAt = next();
        toLookAt.forEach(this::look);
        return !toLookAt.isEmpty();
    }

    /** Waits for something to look at; empty in the end. */
    private List<Watch> next() {
        lock.lock();
        try {
            while (!closed) {
                takeDue();
                if (!unplanned.isEmpty()) {
                    List<Watch> toLookAt = new ArrayList<>(unplanned);
                    unplanned.clear();
                    return toLookAt;
                }
                await();
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void takeDue() {
        while (!planned.isEmpty() && planned.first().remainingInNs() <= 0) {
            Watch watch = planned.first();
            watch.woken();
            lookAt(watch);
        }
    }

    private void await() {
        try {
            if (planned.isEmpty()) {
                changed.await();
            } else {
                long ignored = changed.awaitNanos(planned.first().remainingInNs());
            }
        } catch (InterruptedException e) {
            // meant for a task that took no notice; whether to end is said by "closed"
        }
    }

    /** Asks the clock outside the lock: others may have written it. */
    private void look(Watch watch) {
        long delayInNs = Cue.NEVER;
        for (Cue cue : nextOf(watch)) {
            delayInNs = Math.min(delayInNs, look(cue));
        }
        lookAgain(watch, delayInNs);
    }

    private List<Cue> nextOf(Watch watch) {
        lock.lock();
        try {
            return watch.next();
        } finally {
            lock.unlock();
        }
    }

    private long look(Cue cue) {
        try {
            long delayInNs = cue.delayInNs();
            if (delayInNs == 0 && take(cue)) {
                run(cue);
            }
            return delayInNs;
        } catch (RuntimeException e) {
            Failures.log(ClockTimer.class, "The clock could not be read; waiting until it changes to run " + cue, e);
            return Cue.NEVER;
        }
    }

    private void run(Cue cue) {
        try {
            cue.task.run();
        } catch (Throwable e) { // even of a class that left with its bundle: the other tasks wait
            Failures.log(ClockTimer.class, "The task " + cue + " failed", e);
        }
    }

    /** Unless a change has it looked at anyway, or nothing is left. */
    private void lookAgain(Watch watch, long delayInNs) {
        lock.lock();
        try {
            if (watch.isEmpty() || closed || unplanned.contains(watch)) {
                return;
            }
            if (delayInNs == 0) {
                lookAt(watch);
            } else if (delayInNs != Cue.NEVER) {
                planned.remove(watch);
                watch.lookAgainIn(delayInNs);
                planned.add(watch);
            }
        } finally {
            lock.unlock();
        }
    }
}
