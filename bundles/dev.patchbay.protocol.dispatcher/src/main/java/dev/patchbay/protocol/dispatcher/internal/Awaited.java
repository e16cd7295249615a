package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.CallException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A call that its caller waits for. */
final class Awaited implements Reply {

    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable Object result;
    private volatile @Nullable Failure failure;
    private volatile @Nullable RunningCall call;

    /** Says what to cancel when the waiting thread is interrupted. */
    void startedAs(RunningCall running) {
        call = running;
    }

    @Override
    public void result(@Nullable Object value) {
        result = value;
        answered.countDown();
    }

    @Override
    public void failure(Failure why) {
        failure = why;
        answered.countDown();
    }

    /** The result. @throws CallException with code and message that the dispatcher's clients know */
    @Nullable
    Object await() throws CallException, InterruptedException {
        try {
            answered.await();
        } catch (InterruptedException e) {
            RunningCall running = call;
            if (running != null) {
                running.cancel();
            }
            throw e;
        }
        Failure why = failure;
        if (why != null) {
            RpcError error = RpcError.of(why, why.message());
            throw new CallException(error.code(), error.message(), error.extra());
        }
        return result;
    }
}
