package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import org.jspecify.annotations.Nullable;

/** The answer of a call that somebody waits for. */
final class PendingReply extends Pending<@Nullable Object> implements Reply {

    @Override
    public void result(@Nullable Object result) {
        succeed(result);
    }

    @Override
    public void failure(Failure failure) {
        fail(Errors.call(failure));
    }
}
