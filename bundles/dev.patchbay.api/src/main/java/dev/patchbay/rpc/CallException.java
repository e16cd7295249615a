package dev.patchbay.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The failure a task or a provider method chooses to answer with.
 *
 * <p>Unlike any other exception it is the plugin's considered answer: code, message and data reach the caller
 * unchanged and nothing is logged as an error.
 */
public class CallException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    @SuppressWarnings("serial") // plain JSON types; never serialised
    private final @Nullable Object data;

    /**
     * @param code the application's own number; any but -32768 to -32000, which JSON-RPC reserves
     * @param message one sentence for the person who called
     */
    public CallException(int code, String message) {
        this(code, message, null);
    }

    /**
     * @param data what a program needs to act on the failure: a record or plain Java types; null for nothing
     * @throws IllegalArgumentException when the code is one that JSON-RPC 2.0 §5.1 reserves
     */
    public CallException(int code, String message, @Nullable Object data) {
        super(message);
        if (code >= -32768 && code <= -32000) {
            throw new IllegalArgumentException(
                    "Expected an error code outside -32768..-32000 (reserved by JSON-RPC), got " + code);
        }
        this.code = code;
        this.data = data;
    }

    /** The application's own number. */
    public int code() {
        return code;
    }

    /** More about the failure, or null. */
    public @Nullable Object data() {
        return data;
    }
}
