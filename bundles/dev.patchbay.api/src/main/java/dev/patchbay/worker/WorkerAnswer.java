package dev.patchbay.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a module answered.
 *
 * @param result plain Java types; null for nothing, and when it failed
 * @param traceback null when it succeeded; otherwise lines joined by line feeds, the last of which is {@code ErrorType: message}
 */
public record WorkerAnswer(
        @Nullable Object result, @Nullable String traceback) {

    /** Whether it failed. */
    public boolean isError() {
        return traceback != null;
    }
}
