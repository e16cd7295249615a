package dev.patchbay.shell.internal.command;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.session.User;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for the one answer of a call made by the administrator at the shell. */
final class Answer implements Reply {

    static final int DEFAULT_LIMIT_IN_SEC = 60;

    private static final User ADMINISTRATOR = new User("shell", "shell", Set.of(User.ADMIN));

    private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();

    private Answer() {}

    /** Calls a method and waits; an interruption cancels the call. */
    static @Nullable Object ofCall(Dispatcher dispatcher, String name, @Nullable Object params, int limitInSec)
            throws CommandFailedException, InterruptedException {
        Answer answer = new Answer();
        return answer.await(dispatcher.call(request(name, params, limitInSec), answer));
    }

    /** Runs a task and waits; an interruption cancels the run. */
    static @Nullable Object ofRun(Dispatcher dispatcher, String name, @Nullable Object input, int limitInSec)
            throws CommandFailedException, InterruptedException {
        Answer answer = new Answer();
        return answer.await(dispatcher.run(request(name, input, limitInSec), answer));
    }

    @Override
    public void result(@Nullable Object value) {
        result.complete(value);
    }

    @Override
    public void failure(Failure failure) {
        result.completeExceptionally(CommandFailedException.of(failure));
    }

    private static Request request(String name, @Nullable Object params, int limitInSec) {
        return new Request(name, params, ADMINISTRATOR, null, limitInSec * 1000L);
    }

    private @Nullable Object await(RunningCall call) throws CommandFailedException, InterruptedException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
