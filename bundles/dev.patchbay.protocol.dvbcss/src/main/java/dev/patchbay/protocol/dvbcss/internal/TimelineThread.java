package dev.patchbay.protocol.dvbcss.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that calls timeline sources and listeners, and tells clients: so what one of them does cannot hold up
 * a thread that reads from sockets, everything has an order, and no lock is held meanwhile. Thread-safe.
 *
 * <p>What waits for it is bounded: for each client its coming, its going and the newest of what it said; and one round.
 */
final class TimelineThread implements AutoCloseable {

    /** Rounds in a row that are caused by nothing but sources which ask for one while they are asked. */
    static final int MOST_ECHOES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(TimelineThread.class);
    private static final long END_IN_SEC = 2;

    private final Runnable round;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(this::newThread);
    private final AtomicBoolean roundDue = new AtomicBoolean();
    private final LogLimit complaints = LogLimit.onceIn(END_IN_SEC);
    private volatile @Nullable Thread thread;

    /** Whether somebody else than a source that is being asked wants the round. */
    private volatile boolean roundWanted;

    /** Rounds asked for on the thread itself since something else happened; for the thread. */
    private int echoes;

    /** @param round asks every source and tells every client */
    TimelineThread(Runnable round) {
        this.round = round;
    }

    private Thread newThread(Runnable work) {
        Thread made = new Thread(work, "patchbay-dvbcss-ts");
        thread = made;
        return made;
    }

    /** Whether it is the calling one. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Has it do something, after what it has to do already. */
    void run(Runnable work) {
        submit(() -> {
            echoes = 0;
            work.run();
        });
    }

    /** Has it do a round after what it has to do already; many that are asked for meanwhile are one. */
    void requestRound() {
        if (!isCurrent()) {
            roundWanted = true;
        } else if (++echoes > MOST_ECHOES) {
            complain();
            return;
        }
        if (roundDue.compareAndSet(false, true)) {
            submit(this::runRound);
        }
    }

    private void runRound() {
        roundDue.set(false); // what is asked for from now on may have come too late for this one
        if (roundWanted) {
            roundWanted = false;
            echoes = 0;
        }
        int before = echoes;
        round.run();
        if (echoes == before) {
            echoes = 0;
        }
    }

    private void complain() {
        long suppressed = complaints.due();
        if (suppressed != LogLimit.NOT_NOW) {
            LOG.warn(
                    "A timeline source asks for an update each time that it is asked where its timeline is; that is not"
                            + " heeded any more until something else happens ({} before were not logged). Correct the"
                            + " source",
                    suppressed);
        }
    }

    /** Has it do something, and waits until it has, at most 2 s; on the thread itself it is done at once. */
    void runAndWait(Runnable work) {
        if (isCurrent()) {
            work.run();
            return;
        }
        try {
            executor.submit(work).get(END_IN_SEC, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late, the server has ended", e);
        } catch (TimeoutException e) {
            LOG.warn("A timeline source or a listener has been busy for {} s; it must not block", END_IN_SEC, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("The timeline server failed and goes on", e.getCause());
        }
    }

    private void submit(Runnable work) {
        try {
            executor.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late, the server has ended", e);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // the thread is the server
            LOG.error("The timeline server failed and goes on", e);
        }
    }

    /** Ends it; what waits is still done, for at most 2 s. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!isCurrent() && !executor.awaitTermination(END_IN_SEC, TimeUnit.SECONDS)) {
                LOG.warn("A timeline source or a listener has been busy for {} s; it is interrupted", END_IN_SEC);
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
