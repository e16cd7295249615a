package dev.patchbay.job.spi;

import dev.patchbay.rpc.CallException;
import org.jspecify.annotations.Nullable;

/** The task refuses its input before it runs. */
public class VerifyException extends CallException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence: expected, got, what to do */
    public VerifyException(int code, String message) {
        this(code, message, null);
    }

    /** @param data what a program needs to act on it: a record or plain Java types; null for nothing */
    public VerifyException(int code, String message, @Nullable Object data) {
        super(code, message, data);
    }
}
