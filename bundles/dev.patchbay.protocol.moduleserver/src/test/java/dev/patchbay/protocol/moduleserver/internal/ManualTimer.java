package dev.patchbay.protocol.moduleserver.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is to be done once, until the test lets its time come. */
final class ManualTimer extends ScheduledThreadPoolExecutor {

    private final Queue<ScheduledFuture<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();

    ManualTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        ScheduledFuture<?> never = super.schedule(() -> {}, 1, TimeUnit.DAYS);
        waiting.add(never);
        work.add(() -> {
            if (!never.isCancelled()) {
                command.run();
            }
        });
        return never;
    }

    /** How much waits for its time. */
    int size() {
        return (int) waiting.stream().filter(each -> !each.isCancelled()).count();
    }

    /** The time of all that waits now has come. */
    void runAll() {
        for (int i = work.size(); i > 0; i--) {
            waiting.remove();
            work.remove().run();
        }
    }
}
