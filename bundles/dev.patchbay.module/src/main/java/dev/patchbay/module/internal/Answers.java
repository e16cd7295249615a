package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleException;
import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Turns what modules do and cannot do into what a caller is answered. */
final class Answers {

    /** The code of every failure: shmooze has texts only. */
    static final int FAILED = 1;

    /** Adds a module and tells its uid. */
    interface Addition {
        String uid() throws ModuleException, InterruptedException;
    }

    private Answers() {}

    static Map<String, String> added(Addition addition) throws CallException, InterruptedException {
        try {
            return Map.of("uid", addition.uid());
        } catch (ModuleException e) {
            throw failure(e);
        }
    }

    /** What a module answers to what it is told, or the failure. */
    static CompletionStage<@Nullable Object> told(CompletableFuture<@Nullable Object> answer) {
        return answer.exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(failure(Outcome.refusalOf(failure))));
    }

    /** What is no text is nobody's uid, and disturbs the others as little as one that is unknown (§6). */
    static List<String> texts(List<@Nullable Object> uids) {
        return uids.stream().map(String::valueOf).toList();
    }

    static CallException failure(String text) {
        return new CallException(FAILED, text);
    }

    /** With exactly the text of the module's exception. */
    private static CallException failure(ModuleException cause) {
        CallException failure = failure(String.valueOf(cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }
}
