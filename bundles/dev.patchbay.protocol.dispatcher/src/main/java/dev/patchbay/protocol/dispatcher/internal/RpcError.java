package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.json.Violation;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code rpc.error} says (spec §4); numbers are those of FreeBSD.
 *
 * @param extra plain Java types; null for nothing to say
 */
record RpcError(int code, String message, @Nullable Object extra) {

    static final int NOT_PERMITTED = 1;
    static final int NOT_FOUND = 2;
    static final int INTERRUPTED = 4;
    static final int NO_ACCESS = 13;
    static final int FAULT = 14;
    static final int BUSY = 16;
    static final int EXISTS = 17;
    static final int INVALID = 22;
    static final int UNSUPPORTED = 45;
    static final int CLOSED = 53;
    static final int TIMED_OUT = 60;

    private static final String PATH = "path";
    private static final String MESSAGE = "message";
    private static final String CODE = "code";

    static RpcError of(int code, String message) {
        return new RpcError(code, message, null);
    }

    static RpcError of(CallException e) {
        return new RpcError(e.code(), String.valueOf(e.getMessage()), e.data());
    }

    /** @param unknown what to say when nothing of that name is there */
    static RpcError of(Failure failure, String unknown) {
        return switch (failure.kind()) {
            case UNKNOWN_NAME -> of(NOT_FOUND, unknown);
            case INVALID_INPUT ->
                new RpcError(
                        INVALID, "One or more passed arguments failed schema verification", violations(failure.data()));
            case NOT_SIGNED_IN -> of(NO_ACCESS, "Not logged in");
            case NOT_ALLOWED -> of(NO_ACCESS, "Insufficent privileges"); // spelt as the original does
            case REFUSED -> new RpcError(failure.code(), failure.message(), failure.data());
            case FAILED -> new RpcError(FAULT, failure.message(), failure.data());
            case TIMED_OUT -> of(TIMED_OUT, failure.message());
            case INTERRUPTED -> of(INTERRUPTED, failure.message());
            case OVERLOADED -> of(BUSY, failure.message());
        };
    }

    private static @Nullable Object violations(@Nullable Object data) {
        if (!(data instanceof List<?> list)) {
            return data;
        }
        List<Object> violations = new ArrayList<>();
        for (Object entry : list) {
            if (entry instanceof Map<?, ?> violation) {
                violations.add(violation(violation));
            }
        }
        return violations;
    }

    private static Map<String, @Nullable Object> violation(Map<?, ?> violation) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(PATH, violation.get(PATH) instanceof String pointer ? Violation.steps(pointer) : null);
        entry.put(MESSAGE, violation.get(MESSAGE));
        entry.put(CODE, (long) INVALID);
        return entry;
    }

    /** The {@code args} of the message. */
    Map<String, @Nullable Object> args() {
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put(CODE, (long) code);
        args.put(MESSAGE, message);
        if (extra != null) {
            args.put("extra", extra);
        }
        return args;
    }
}
