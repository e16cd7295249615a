package dev.patchbay.module.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread for the code of one module: does one thing after the other, each within its time. */
final class OwnThread {

    private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

    private final Clock clock;

    /** Unbounded: who adds to it waits for the answer. */
    private final BlockingQueue<Runnable> works = new LinkedBlockingQueue<>();

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Guarded by this: what is being done. */
    private @Nullable CompletableFuture<?> current;

    /** Guarded by this: the thread, while it does that. */
    private @Nullable Thread thread;

    /** For the thread only. */
    private boolean isFinished;

    private OwnThread(Clock clock) {
        this.clock = clock;
    }

    static OwnThread start(Equipment equipment) {
        OwnThread own = new OwnThread(equipment.clock());
        equipment.threads().execute(own::run);
        return own;
    }

    private void run() {
        try {
            while (!isFinished) {
                works.take().run();
            }
        } catch (InterruptedException e) {
            LOG.debug("The engine stopped before a module had ended");
        } finally {
            ended.complete(null);
        }
    }

    /**
     * Does something after what was asked for before.
     *
     * @param limitInMs how long it may take before it is interrupted and has failed, in milliseconds
     * @param lateProblem the message of the {@link LateException} it fails with then
     * @return failed with what it throws
     */
    <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> work, long limitInMs, String lateProblem) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        works.add(() -> {
            Future<?> limit = clock.after(limitInMs, () -> interrupt(outcome, lateProblem));
            perform(work, outcome);
            limit.cancel(false);
        });
        return outcome;
    }

    private <T extends @Nullable Object> void perform(Callable<T> work, CompletableFuture<T> outcome) {
        if (outcome.isDone()) {
            return;
        }
        begin(outcome);
        try {
            T result = work.call();
            end();
            outcome.complete(result);
        } catch (Exception | Error e) { // a module's fault is an answer
            end();
            outcome.completeExceptionally(e);
        }
    }

    private synchronized void begin(CompletableFuture<?> outcome) {
        current = outcome;
        thread = Thread.currentThread();
    }

    /** An interruption that came too late must not hit what comes next. */
    private synchronized void end() {
        current = null;
        thread = null;
        Thread.interrupted();
    }

    private void interrupt(CompletableFuture<?> outcome, String problem) {
        outcome.completeExceptionally(new LateException(problem));
        synchronized (this) {
            if (current == outcome && thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Ends after what was asked for before. */
    void finish() {
        works.add(() -> isFinished = true);
    }

    /** Done when the thread has ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
