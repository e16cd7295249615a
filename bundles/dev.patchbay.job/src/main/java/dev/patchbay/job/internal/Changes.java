package dev.patchbay.job.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one job, one change after another, each on a thread that may block. Thread-safe. */
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Executor threads;

    /** Guarded by this, as all below. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean isRunning;
    private boolean isClosed;

    Changes(Executor threads) {
        this.threads = threads;
    }

    /** Queues a change; false when the last one has been queued. */
    boolean add(Runnable change) {
        return add(change, false);
    }

    /** Queues the last change. */
    boolean addLast(Runnable change) {
        return add(change, true);
    }

    private boolean add(Runnable change, boolean isLast) {
        synchronized (this) {
            if (isClosed) {
                return false;
            }
            isClosed = isLast;
            waiting.add(change);
            if (isRunning) {
                return true;
            }
            isRunning = true;
        }
        threads.execute(this::runAll);
        return true;
    }

    private void runAll() {
        Runnable next = next();
        while (next != null) {
            run(next);
            next = next();
        }
    }

    /** One that fails must not keep back the next, least of all the end. */
    private static void run(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.error("A change of a job failed", e);
        }
    }

    private synchronized @Nullable Runnable next() {
        isRunning = !waiting.isEmpty();
        return waiting.poll();
    }
}
