package dev.patchbay.dispatch;

import dev.patchbay.rpc.CallException;

/**
 * A {@link ResultStream} of the dispatcher ended before its end, for whatever reason: the provider refused or failed, it
 * left, the call was cancelled, the node stops.
 */
public final class StreamEndedException extends CallException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Failure failure;

    public StreamEndedException(Failure failure) {
        super(failure.code(), failure.message(), failure.data());
        this.failure = failure;
    }

    /** Why, as a call that answers at once would say it; its code is 0 unless the provider refused. */
    public Failure failure() {
        return failure;
    }
}
