package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The answer to what a worker is doing, one at a time. Thread-safe. */
final class PendingAnswer {

    private @Nullable CompletableFuture<WorkerAnswer> awaited;

    /** Something is being done. */
    synchronized CompletableFuture<WorkerAnswer> await() {
        CompletableFuture<WorkerAnswer> begun = new CompletableFuture<>();
        awaited = begun;
        return begun;
    }

    /** It is done, whatever came of it; does nothing when nothing is being done. */
    void complete(WorkerAnswer answer) {
        CompletableFuture<WorkerAnswer> done = take();
        if (done != null) {
            done.complete(answer);
        }
    }

    private synchronized @Nullable CompletableFuture<WorkerAnswer> take() {
        CompletableFuture<WorkerAnswer> done = awaited;
        awaited = null;
        return done;
    }
}
