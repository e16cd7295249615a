package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of a module: waits for its turn, and for its answers. */
final class Client implements WorkerTurnListener {

    static final long LIMIT_IN_S = 30;

    final CompletableFuture<Void> turnCame = new CompletableFuture<>();
    final CompletableFuture<String> unloaded = new CompletableFuture<>();
    private WorkerTurn turn;

    /** One that has a place. */
    static Client queue(Workers workers, String name) throws WorkerException {
        Client client = new Client();
        client.turn = workers.queue(name, "192.0.2.7", client);
        return client;
    }

    /** One call with a turn of its own. */
    static WorkerAnswer call(Workers workers, String name, String function, Object... args) throws Exception {
        Client client = queue(workers, name);
        try {
            return client.awaitTurn().call(function, args);
        } finally {
            client.end();
        }
    }

    /** The result of one call that has to succeed. */
    static Object result(Workers workers, String name, String function, Object... args) throws Exception {
        WorkerAnswer answer = call(workers, name, function, args);
        if (answer.isError()) {
            throw new AssertionError("Expected a result, got:\n" + answer.traceback());
        }
        return answer.result();
    }

    /** The last line of the trace of one call that has to fail. */
    static String problem(Workers workers, String name, String function, Object... args) throws Exception {
        WorkerAnswer answer = call(workers, name, function, args);
        if (!answer.isError()) {
            throw new AssertionError("Expected a failure, got: " + answer.result());
        }
        return Texts.lastLine(answer.traceback());
    }

    Client awaitTurn() throws InterruptedException, ExecutionException, TimeoutException {
        turnCame.get(LIMIT_IN_S, TimeUnit.SECONDS);
        return this;
    }

    boolean hasTurn() {
        return turnCame.isDone();
    }

    CompletionStage<WorkerAnswer> begin(String function, Object... args) {
        return turn.call(function, Arrays.asList(args));
    }

    WorkerAnswer call(String function, Object... args) throws Exception {
        return await(begin(function, args));
    }

    WorkerAnswer help() throws Exception {
        return await(turn.help());
    }

    static WorkerAnswer await(CompletionStage<WorkerAnswer> answer) throws Exception {
        return answer.toCompletableFuture().get(LIMIT_IN_S, TimeUnit.SECONDS);
    }

    void end() {
        turn.end();
    }

    @Override
    public void onTurn() {
        if (!turnCame.complete(null)) {
            throw new IllegalStateException("Expected one turn, got a second one");
        }
    }

    @Override
    public void onUnloaded(String problem) {
        unloaded.complete(problem);
    }
}
