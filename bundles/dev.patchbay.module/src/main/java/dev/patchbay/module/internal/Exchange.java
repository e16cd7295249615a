package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command on its way to a module and back. */
final class Exchange {

    private final String input;
    private final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();

    Exchange(String input) {
        this.input = input;
    }

    String input() {
        return input;
    }

    /** The result; failed with {@link ModuleException}. */
    CompletableFuture<@Nullable Object> outcome() {
        return outcome;
    }

    void answer(Envelope answer) {
        try {
            outcome.complete(answer.result());
        } catch (ModuleException e) {
            outcome.completeExceptionally(e);
        }
    }

    void fail(String problem) {
        outcome.completeExceptionally(new ModuleException(problem));
    }
}
