package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.util.concurrent.CompletableFuture;

/** A client that ends its turn the moment it has it. */
final class LeavingClient implements WorkerTurnListener {

    private final CompletableFuture<WorkerTurn> turn = new CompletableFuture<>();

    static void queue(Workers workers, String name) throws WorkerException {
        LeavingClient client = new LeavingClient();
        client.turn.complete(workers.queue(name, "192.0.2.8", client));
    }

    @Override
    public void onTurn() {
        turn.thenAccept(WorkerTurn::end);
    }

    @Override
    public void onUnloaded(String problem) {
        throw new IllegalStateException("Expected a turn, got: " + problem);
    }
}
