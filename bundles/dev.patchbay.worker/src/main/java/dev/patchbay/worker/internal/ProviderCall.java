package dev.patchbay.worker.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call that came to a module as a provider: a place in its queue, one call, and its answer. */
final class ProviderCall implements WorkerTurnListener, RunningCall {

    private static final String HELP = "_help";

    private final String function;
    private final Reply reply;

    /** The turn may come before its place is known here. */
    private final CompletableFuture<WorkerTurn> turn = new CompletableFuture<>();

    private final AtomicBoolean isAnswered = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile List<@Nullable Object> args = List.of();

    /** Guarded by this, as below. */
    private boolean isBegun;

    private boolean isCancelled;

    ProviderCall(String function, Reply reply) {
        this.function = function;
        this.reply = reply;
    }

    /** What it is called with. */
    void take(List<@Nullable Object> given) {
        args = given;
    }

    /** The place it was given. */
    void follow(WorkerTurn place) {
        turn.complete(place);
    }

    /** It is not called at all. */
    void refuse(Failure failure) {
        if (isAnswered.compareAndSet(false, true)) {
            reply.failure(failure);
        }
        ended.countDown();
    }

    @Override
    public void onTurn() {
        turn.thenAccept(this::begin);
    }

    private void begin(WorkerTurn mine) {
        synchronized (this) {
            if (isCancelled) {
                return; // the place has been given up
            }
            isBegun = true;
        }
        CompletionStage<WorkerAnswer> answer = function.equals(HELP) ? mine.help() : mine.call(function, args);
        answer.whenComplete((result, failure) -> finish(mine, result));
    }

    private void finish(WorkerTurn mine, WorkerAnswer answer) {
        mine.end();
        if (isAnswered.compareAndSet(false, true)) {
            String traceback = answer.traceback();
            if (traceback == null) {
                reply.result(answer.result());
            } else {
                reply.failure(failure(Texts.lastLine(traceback)));
            }
        }
        ended.countDown();
    }

    private Failure failure(String lastLine) {
        return lastLine.endsWith(Texts.NO_FUNCTION)
                ? Failure.of(Kind.UNKNOWN_NAME, "There is no function '" + function + "' in this module")
                : Failure.of(Kind.FAILED, lastLine);
    }

    @Override
    public void onUnloaded(String problem) {
        refuse(Failure.of(Kind.FAILED, problem));
    }

    /** Gives up the place; a function that runs goes on, since nothing could end it, and its answer is dropped. */
    @Override
    public void cancel() {
        boolean isOver;
        synchronized (this) {
            isCancelled = true;
            isOver = !isBegun;
        }
        turn.thenAccept(WorkerTurn::end);
        if (isAnswered.compareAndSet(false, true)) {
            reply.failure(Failure.of(Kind.INTERRUPTED, "The call was cancelled"));
        }
        if (isOver) {
            ended.countDown();
        }
    }

    @Override
    public boolean awaitEnd(long timeoutInMs) throws InterruptedException {
        return ended.await(timeoutInMs, TimeUnit.MILLISECONDS);
    }
}
