package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessPlan;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of one family: asked, told and forced in that order, each at most once. */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final long LOOK_AGAIN_IN_MS = 10;

    /** How long what was killed may take to be gone; longer only when the kernel itself is stuck. */
    private static final long FORCE_LIMIT_IN_MS = 5_000;

    private final String name;
    private final ProcessPlan.Stop plan;
    private final Leader leader;
    private final Family family;
    private final Runnable ask;
    private final CountDownLatch leaderEnded = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();

    /** Guarded by this. */
    private boolean isTold;

    /** Guarded by this. */
    private long toldInNanos;

    /** @param ask asks the leader to end, without blocking */
    Ending(String name, ProcessPlan.Stop plan, Leader leader, Family family, Runnable ask) {
        this.name = name;
        this.plan = plan;
        this.leader = leader;
        this.family = family;
        this.ask = ask;
    }

    /** Ends the leader, as planned; returns when it was killed, or has ended before. The second call does nothing. */
    void begin() throws InterruptedException {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        ask.run();
        if (leaderEnded.await(plan.askInMs(), TimeUnit.MILLISECONDS)) {
            return;
        }
        tell();
        if (!leaderEnded.await(plan.tellInMs(), TimeUnit.MILLISECONDS)) {
            force();
        }
    }

    /** The leader has ended: ends what it left behind. */
    void finish() throws InterruptedException {
        leaderEnded.countDown();
        if (family.members().isEmpty()) {
            return;
        }
        LOG.debug("{} has ended and left processes behind: they are ended too", name);
        long until = tell() + TimeUnit.MILLISECONDS.toNanos(plan.tellInMs());
        if (!awaitGone(until)) {
            force();
        }
    }

    /** Kills the whole family, and what it starts meanwhile. */
    void force() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FORCE_LIMIT_IN_MS);
        List<ProcessHandle> members = family.members();
        while (leader.isAlive() || !members.isEmpty()) {
            if (until - System.nanoTime() < 0) {
                LOG.error(
                        "Expected SIGKILL to end {} and processes {} that it started, not all did",
                        name,
                        pids(members));
                return;
            }
            leader.force();
            members.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_IN_MS);
            members = family.members();
        }
    }

    /** Tells the whole family, unless it was told before; returns when that was. */
    private long tell() {
        long now = System.nanoTime();
        synchronized (this) {
            if (isTold) {
                return toldInNanos;
            }
            isTold = true;
            toldInNanos = now;
        }
        if (plan.tellInMs() > 0) {
            List<ProcessHandle> members = family.members();
            leader.tell();
            members.forEach(ProcessHandle::destroy);
        }
        return now;
    }

    private boolean awaitGone(long untilInNanos) throws InterruptedException {
        boolean isGone = family.members().isEmpty();
        while (!isGone && untilInNanos - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_IN_MS);
            isGone = family.members().isEmpty();
        }
        return isGone;
    }

    private static List<Long> pids(List<ProcessHandle> members) {
        return members.stream().map(ProcessHandle::pid).toList();
    }
}
