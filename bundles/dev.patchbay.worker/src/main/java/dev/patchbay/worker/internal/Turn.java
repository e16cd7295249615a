package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A client's place. What it is at is guarded by its worker. */
final class Turn implements WorkerTurn {

    /** What a place can be. */
    enum Stage {
        /** Others are before it. */
        WAITING,
        /** It is its turn. */
        SERVED,
        /** It was given up or taken away. */
        OVER
    }

    /** Something the client wants done. */
    static final class Call {

        final Order order;
        final CompletableFuture<WorkerAnswer> answer = new CompletableFuture<>();

        /** Whether the module has been told; before that it waits for the module to be there. */
        boolean isUnderWay;

        Call(Order order) {
            this.order = order;
        }
    }

    private final Worker worker;
    private final String client;
    final WorkerTurnListener listener;

    Stage stage = Stage.WAITING;

    /** What is being done for it; null for nothing. */
    @Nullable
    Call call;

    /** Whether it leaves when that is done. */
    boolean isLeaving;

    /** Why it was taken away, or will be when what is being done has been; null for not at all. */
    @Nullable
    String eviction;

    Turn(Worker worker, String client, WorkerTurnListener listener) {
        this.worker = worker;
        this.client = client;
        this.listener = listener;
    }

    @Override
    public CompletionStage<WorkerAnswer> call(String function, List<@Nullable Object> args) {
        return worker.call(this, new Order(client, function, args));
    }

    @Override
    public CompletionStage<WorkerAnswer> help() {
        return worker.call(this, new Order(client, null, List.of()));
    }

    @Override
    public void end() {
        worker.end(this);
    }
}
