package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.StreamEndedException;
import dev.patchbay.json.SchemaException;
import dev.patchbay.rpc.CallException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told about what was thrown. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** @param request what was called, and by whom */
    static Failure of(Request request, Throwable thrown) {
        try {
            return expected(request, thrown);
        } catch (IllegalArgumentException e) { // a refusal with data that JSON cannot express
            return failed(request, e);
        }
    }

    private static Failure expected(Request request, Throwable thrown) {
        String name = request.name();
        if (thrown instanceof Binding.RefusedException refused) {
            return refused.failure();
        }
        if (thrown instanceof StreamEndedException ended) {
            return ended.failure();
        }
        if (thrown instanceof CallException refusal) {
            return new Failure(
                    Failure.Kind.REFUSED,
                    refusal.code(),
                    String.valueOf(refusal.getMessage()),
                    Plain.of(refusal.data()));
        }
        if (thrown instanceof InterruptedException) {
            return Failure.of(Failure.Kind.INTERRUPTED, "'" + name + "' was interrupted");
        }
        if (thrown instanceof NotActivatedException) {
            return Failure.of(Failure.Kind.FAILED, String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof SchemaException) {
            LOG.warn("'{}' cannot be called: {}", name, thrown.getMessage());
            return Failure.of(Failure.Kind.FAILED, "'" + name + "' cannot be called: " + thrown.getMessage());
        }
        return failed(request, thrown);
    }

    private static Failure failed(Request request, Throwable thrown) {
        LOG.warn("'{}' failed", request.name(), thrown);
        String sentence = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        Failure told = Failure.thrown(request.name(), sentence);
        return new Failure(told.kind(), told.code(), told.message(), trace(request, thrown), told.reason());
    }

    private static @Nullable Object trace(Request request, Throwable thrown) {
        return request.rules().contains(Request.Rule.TRACED) ? Map.of("stacktrace", StackTrace.of(thrown)) : null;
    }
}
