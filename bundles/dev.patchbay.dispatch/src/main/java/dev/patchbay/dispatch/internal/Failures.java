package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.StreamEndedException;
import dev.patchbay.json.SchemaException;
import dev.patchbay.rpc.CallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told about what was thrown. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** @param name what was called */
    static Failure of(String name, Throwable thrown) {
        try {
            return expected(name, thrown);
        } catch (IllegalArgumentException e) { // a refusal with data that JSON cannot express
            return failed(name, e);
        }
    }

    private static Failure expected(String name, Throwable thrown) {
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
        return failed(name, thrown);
    }

    private static Failure failed(String name, Throwable thrown) {
        LOG.warn("'{}' failed", name, thrown);
        String sentence = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return Failure.thrown(name, sentence);
    }
}
