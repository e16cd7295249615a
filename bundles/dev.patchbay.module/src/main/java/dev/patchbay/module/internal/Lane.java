package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes one change after the other, in the order in which they came: a fair lock that holds no thread, neither while
 * somebody waits for it nor while a change waits for modules.
 */
final class Lane {

    private final Executor executor;

    /** Guarded by this: done when the last change is. */
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Lane(Executor executor) {
        this.executor = executor;
    }

    /**
     * Makes a change when those before have been made; a failed one holds nobody up.
     *
     * @param change begins it on a thread of the executor; it is over when its future is done
     * @return done, or failed, with the change
     */
    synchronized CompletableFuture<Void> run(Supplier<CompletableFuture<Void>> change) {
        CompletableFuture<Void> next =
                last.handle((result, failure) -> null).thenComposeAsync(ignored -> change.get(), executor);
        last = next;
        return next;
    }
}
