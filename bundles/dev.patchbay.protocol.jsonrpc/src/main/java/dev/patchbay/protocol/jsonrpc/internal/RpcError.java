package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The {@code error} of an answer (JSON-RPC 2.0 §5.1).
 *
 * @param data plain Java types, or null for none
 */
record RpcError(int code, String message, @Nullable Object data) {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int FAILED = -32000;
    static final int TIMED_OUT = -32001;
    static final int INTERRUPTED = -32002;
    static final int OVERLOADED = -32003;
    static final int NOT_SIGNED_IN = -32004;
    static final int NOT_ALLOWED = -32005;
    static final int NO_SUCH_TASK = -32006;
    static final int NOT_IN_ROOM = -32007;

    /** The failure of a provider's method. */
    static RpcError ofCall(Failure failure) {
        return new RpcError(code(failure, METHOD_NOT_FOUND), failure.message(), failure.data());
    }

    /** The failure of a task: {@code task.run} is there even when the task is not. */
    static RpcError ofRun(Failure failure) {
        return new RpcError(code(failure, NO_SUCH_TASK), failure.message(), failure.data());
    }

    private static int code(Failure failure, int unknownName) {
        return switch (failure.kind()) {
            case UNKNOWN_NAME -> unknownName;
            case INVALID_INPUT -> INVALID_PARAMS;
            case NOT_SIGNED_IN -> NOT_SIGNED_IN;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case REFUSED -> failure.code();
            case FAILED -> FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case INTERRUPTED -> INTERRUPTED;
            case OVERLOADED -> OVERLOADED;
        };
    }
}
