package dev.patchbay.job.internal;

import dev.patchbay.job.JobError;
import dev.patchbay.rpc.CallException;

/** The outcome of a verification that somebody waits for. */
final class PendingVerdict extends Pending<Verified> implements Verifier.Verdict {

    @Override
    public void passed(Verified verified) {
        succeed(verified);
    }

    @Override
    public void refused(JobError error) {
        fail(new CallException(error.code(), error.message(), error.extra()));
    }
}
