package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of something that is done elsewhere. */
final class Outcome {

    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    private Outcome() {}

    /**
     * Waits for it. Whoever is interrupted only stops waiting: it goes on.
     *
     * @param witness told when it is done, whether somebody still waits or not; on the thread of the caller if he does
     * @throws ModuleException with the message of whatever it failed with
     */
    static <T extends @Nullable Object> T await(
            CompletableFuture<T> outcome, BiConsumer<@Nullable T, @Nullable Throwable> witness)
            throws ModuleException, InterruptedException {
        try {
            return await(outcome);
        } finally {
            follow(tell(witness, outcome));
        }
    }

    /** As {@link #await(CompletableFuture, BiConsumer)}, for what has its witness. */
    static <T extends @Nullable Object> T await(CompletableFuture<T> outcome)
            throws ModuleException, InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw refusalOf(e);
        }
    }

    /** A failure as the caller is told of it. */
    static ModuleException refusalOf(Throwable failure) {
        return new ModuleException(problemOf(failure), causeOf(failure));
    }

    /** As {@link #await}, for what cannot fail but because the engine stops. */
    static void awaitEnd(CompletableFuture<Void> outcome, BiConsumer<@Nullable Void, @Nullable Throwable> witness)
            throws InterruptedException {
        try {
            outcome.get();
        } catch (ExecutionException e) {
            if (!(causeOf(e) instanceof RejectedExecutionException)) {
                throw new IllegalStateException("Expected a change of modules to be made", causeOf(e));
            }
            LOG.debug("A change of modules was not made since the engine has stopped");
        } finally {
            follow(tell(witness, outcome));
        }
    }

    private static <T extends @Nullable Object> CompletableFuture<Void> tell(
            BiConsumer<@Nullable T, @Nullable Throwable> witness, CompletableFuture<T> outcome) {
        return outcome.handle((result, failure) -> {
            witness.accept(result, failure);
            return null;
        });
    }

    /** For what nobody waits for: its failure would be a fault of ours. */
    @SuppressWarnings("FutureReturnValueIgnored")
    static void follow(CompletableFuture<?> unheard) {
        unheard.whenComplete((result, failure) -> {
            if (failure != null && !(causeOf(failure) instanceof RejectedExecutionException)) {
                LOG.error("Expected the module engine to go on, but something in it failed", failure);
            }
        });
    }

    static <T> CompletableFuture<T> failed(String problem) {
        return CompletableFuture.failedFuture(new ModuleException(problem));
    }

    /** What the caller is told about a failure. */
    static String problemOf(Throwable failure) {
        Throwable cause = causeOf(failure);
        if (cause instanceof RejectedExecutionException) {
            return Texts.STOPPING;
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isWrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return isWrapped && cause != null ? causeOf(cause) : failure;
    }
}
