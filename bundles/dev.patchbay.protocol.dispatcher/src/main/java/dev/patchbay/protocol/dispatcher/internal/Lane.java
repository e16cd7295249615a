package dev.patchbay.protocol.dispatcher.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one piece of work after another, on a worker that comes when there is work. Thread-safe. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor workers;

    /** What waits; who brings it bounds it. Guarded by this. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean isBusy;

    private volatile @Nullable Thread worker;

    Lane(Executor workers) {
        this.workers = workers;
    }

    /** Whether there is neither work under way nor waiting. */
    synchronized boolean isIdle() {
        return !isBusy;
    }

    /** How much waits. */
    synchronized int size() {
        return waiting.size();
    }

    /** Whether the calling thread does the work of this lane. */
    boolean isMine() {
        return Thread.currentThread() == worker;
    }

    /** Does this after all that is there already; what it throws is logged. */
    void add(Runnable work) {
        synchronized (this) {
            waiting.add(work);
            if (isBusy) {
                return;
            }
            isBusy = true;
        }
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException e) {
            LOG.debug("Work is left undone, the protocol ends", e);
        }
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) { // the rest is still to be done
                LOG.error("A piece of work failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        isBusy = next != null;
        worker = isBusy ? Thread.currentThread() : null;
        return next;
    }
}
