package dev.patchbay.transport.internal;

import dev.patchbay.threads.NodeThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread for what is to be done later and may block for a moment; the first task starts it. Thread-safe. */
public final class Later implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private static final long STOP_IN_MS = 2_000;

    private final String name;

    // Guarded by this.
    private @Nullable ScheduledThreadPoolExecutor timer;
    private boolean isClosed;

    /** @param name of the thread */
    public Later(String name) {
        this.name = name;
    }

    /** Does that once, later, after what is due before; never when this has been closed. */
    public synchronized Future<?> after(long delayInMs, Runnable action) {
        if (isClosed) {
            return CompletableFuture.completedFuture(null);
        }
        if (timer == null) {
            timer = newTimer();
        }
        return timer.schedule(() -> guarded(action), delayInMs, TimeUnit.MILLISECONDS);
    }

    private ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, work -> NodeThreads.daemon(work, name));
        made.setRemoveOnCancelPolicy(true);
        return made;
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("What {} had to do failed", name, e);
        }
    }

    /** Interrupts what is being done, drops what waits, and ends the thread; waits for that at most 2 s. */
    @Override
    public void close() {
        ScheduledThreadPoolExecutor ending;
        synchronized (this) {
            isClosed = true;
            ending = timer;
        }
        if (ending != null) {
            end(ending);
        }
    }

    private void end(ScheduledThreadPoolExecutor ending) {
        ending.shutdownNow();
        try {
            if (!ending.awaitTermination(STOP_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("{} did not end within {} ms", name, STOP_IN_MS);
            }
        } catch (InterruptedException e) {
            LOG.debug("The wait for the end of {} was interrupted", name, e);
            Thread.currentThread().interrupt();
        }
    }
}
