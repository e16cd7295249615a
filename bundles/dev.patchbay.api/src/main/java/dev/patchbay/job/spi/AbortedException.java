package dev.patchbay.job.spi;

import dev.patchbay.job.JobError;
import dev.patchbay.rpc.CallException;

/** The task ends because it was asked to. */
public final class AbortedException extends CallException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence */
    public AbortedException(String message) {
        super(JobError.INTERRUPTED, message);
    }
}
