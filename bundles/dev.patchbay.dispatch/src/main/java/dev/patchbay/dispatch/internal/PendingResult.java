package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run whose method has returned and promised its result. It goes on until the stage is completed, or until it is ended
 * without; then the stage is cancelled if it can be, and not waited for.
 */
final class PendingResult implements Lasting {

    private static final Logger LOG = LoggerFactory.getLogger(PendingResult.class);

    private final Run run;
    private final CompletionStage<?> stage;
    private final Output output;

    /** Guarded by this. */
    private boolean isOver;

    private PendingResult(Run run, CompletionStage<?> stage, Output output) {
        this.run = run;
        this.stage = stage;
        this.output = output;
    }

    /** What a method of that type promises; null when it promises nothing. */
    static @Nullable Type promisedBy(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        if (!(raw instanceof Class<?> returned) || !CompletionStage.class.isAssignableFrom(returned)) {
            return null;
        }
        boolean isUsual = returned == CompletionStage.class || returned == CompletableFuture.class;
        return isUsual && type instanceof ParameterizedType parameterized
                ? boundOf(parameterized.getActualTypeArguments()[0])
                : Object.class;
    }

    private static Type boundOf(Type argument) {
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    /** Answers a run when the stage is completed. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it fails with is the answer
    static void answer(Run run, CompletionStage<?> stage, Output output) {
        PendingResult pending = new PendingResult(run, stage, output);
        run.hold(pending);
        try {
            stage.whenComplete(pending::completed);
        } catch (RuntimeException | LinkageError e) { // a stage of the plugin's own making
            pending.completed(null, e);
        }
    }

    private void completed(@Nullable Object result, @Nullable Throwable failure) {
        if (!finish()) {
            return;
        }
        try {
            if (failure == null) {
                output.answer(run, result);
            } else {
                run.fail(Failures.of(run.request(), causeOf(failure)));
            }
        } catch (RuntimeException | LinkageError e) { // a result that JSON cannot express
            run.fail(Failures.of(run.request(), e));
        } finally {
            run.release();
        }
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isWrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return isWrapped && cause != null ? causeOf(cause) : failure;
    }

    private synchronized boolean finish() {
        boolean isFirst = !isOver;
        isOver = true;
        return isFirst;
    }

    @Override
    public void end(Failure why) {
        if (!finish()) {
            return;
        }
        try {
            run.threads().execute(this::cancel); // whoever follows the stage is told within that
        } catch (RejectedExecutionException e) { // every thread is busy, or the node stops: better here than never
            cancel();
        }
        run.release();
    }

    private void cancel() {
        try {
            if (stage instanceof Future<?> future) {
                future.cancel(true);
            }
        } catch (UnsupportedOperationException e) {
            LOG.debug("What '{}' waits for cannot be cancelled", run.name(), e);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("What '{}' waits for could not be cancelled", run.name(), e);
        }
    }
}
