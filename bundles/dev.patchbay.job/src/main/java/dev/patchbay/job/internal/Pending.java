package dev.patchbay.job.internal;

import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.CallException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An answer that somebody waits for. */
class Pending<T extends @Nullable Object> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();

    final void succeed(@Nullable T value) {
        answer.complete(value);
    }

    final void fail(CallException reason) {
        answer.completeExceptionally(reason);
    }

    /** Cancels the call when the waiting thread is interrupted. */
    final T await(RunningCall call) throws CallException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
