package dev.patchbay.plugin.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An answer somebody waits for.
 *
 * @param <T> what a result becomes
 */
abstract class AwaitedReply<T extends @Nullable Object> implements Reply {

    final CompletableFuture<T> answer = new CompletableFuture<>();

    private AwaitedReply() {}

    /** Every result as a whole. */
    static AwaitedReply<@Nullable Object> whole() {
        return new AwaitedReply<>() {
            @Override
            public void result(@Nullable Object result) {
                answer.complete(result);
            }
        };
    }

    /** Every result as a stream. */
    static AwaitedReply<ResultStream> streamed() {
        return new AwaitedReply<>() {
            @Override
            public void result(@Nullable Object result) {
                answer.complete(new StreamOfOne(result));
            }

            @Override
            public void stream(ResultStream items) {
                if (!answer.complete(items)) {
                    items.close(); // nobody waits any more
                }
            }
        };
    }

    @Override
    public void failure(Failure failure) {
        answer.completeExceptionally(NodeCalls.exception(failure));
    }

    /** @throws InterruptedException when the wait is interrupted; a stream that comes later is closed */
    T await() throws CallException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e); // nothing else is ever thrown into it
        }
    }

    /** A result that is there as a whole, as a stream. */
    private static final class StreamOfOne implements ResultStream {

        private final List<@Nullable Object> left = new ArrayList<>();

        StreamOfOne(@Nullable Object result) {
            left.add(result);
        }

        @Override
        public List<@Nullable Object> take(int max) {
            List<@Nullable Object> taken = new ArrayList<>(left);
            left.clear();
            return taken;
        }

        @Override
        public void close() {
            left.clear();
        }
    }
}
