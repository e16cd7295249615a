package dev.patchbay.plugin.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which everything is done with plugins, in the order it was asked for. */
final class HostThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostThread.class);
    private static final long INTERRUPTED_LIMIT_IN_MS = 1_500;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, this::thread);
    private volatile @Nullable Thread thread;

    HostThread() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    private Thread thread(Runnable work) {
        Thread made = new Thread(work, "patchbay-plugins");
        thread = made;
        return made;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Does something soon; nothing after the end. */
    void execute(Runnable work) {
        after(0, work);
    }

    /** Does something later; nothing after the end. */
    void after(long delayInMs, Runnable work) {
        try {
            executor.schedule(() -> logged(work), delayInMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is done with plugins any more");
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // nobody waits who could be told
            LOG.error("Something could not be done with the plugins", e);
        } finally {
            Thread.interrupted();
        }
    }

    /**
     * Does something and waits for that; on this thread itself it is done at once.
     *
     * @param limitInMs how long to wait before what runs is interrupted; then a little more is waited for it
     * @return whether it has been done
     */
    boolean run(long limitInMs, Runnable work) {
        if (isCurrent()) {
            work.run();
            return true;
        }
        try {
            Future<?> done = executor.submit(() -> logged(work));
            return isDone(done, limitInMs) || interruptFor(done);
        } catch (RejectedExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean interruptFor(Future<?> done) throws InterruptedException {
        interrupt();
        return isDone(done, INTERRUPTED_LIMIT_IN_MS);
    }

    private static boolean isDone(Future<?> work, long limitInMs) throws InterruptedException {
        try {
            work.get(limitInMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it logs everything itself
        }
    }

    /** Interrupts what is being done. */
    void interrupt() {
        Thread current = thread;
        if (current != null) {
            current.interrupt();
        }
    }

    /** Takes nothing more, and interrupts what still runs. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
