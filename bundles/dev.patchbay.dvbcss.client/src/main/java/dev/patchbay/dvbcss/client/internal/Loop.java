package dev.patchbay.dvbcss.client.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One daemon thread that does one thing after the other, so that what it looks after needs no locks. */
public final class Loop {

    private static final long END_LIMIT_IN_SEC = 2;

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    /** @param name of the thread */
    public Loop(String name) {
        // what still comes in after the end is wanted by nobody
        this.executor =
                new ScheduledThreadPoolExecutor(1, work -> named(work, name), new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does it soon; does not wait. From any thread. */
    public void run(Runnable work) {
        executor.execute(() -> Uncaught.guard(work));
    }

    /** Does it later, unless the end comes first. */
    public void later(Duration delay, Runnable work) {
        executor.schedule(() -> Uncaught.guard(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does this last and ends; waits for that up to 2 s, unless it is called by the loop itself. Harmless when repeated. */
    public void end(Runnable last) {
        run(last);
        executor.shutdown();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            executor.awaitTermination(END_LIMIT_IN_SEC, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // it ends without us, too
            Thread.currentThread().interrupt();
        }
    }

    private Thread named(Runnable work, String name) {
        Thread made = new Thread(work, name);
        made.setDaemon(true);
        thread = made;
        return made;
    }
}
