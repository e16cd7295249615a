package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The node answered a call with an error. */
final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    @SuppressWarnings("serial") // plain JSON types; never serialised
    private final @Nullable Object data;

    CallFailedException(int code, String message, @Nullable Object data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    /** Reads the {@code error} member of a JSON-RPC answer. */
    static CallFailedException of(Object error) {
        if (error instanceof Map<?, ?> members && members.get("code") instanceof Number code) {
            return new CallFailedException(
                    code.intValue(), Objects.toString(members.get("message"), "failed"), members.get("data"));
        }
        return new CallFailedException(0, "Expected an error with code and message, got " + error, null);
    }

    /** The number of the JSON-RPC error. */
    int code() {
        return code;
    }

    /**
     * For invalid parameters one line for each violation, {@code path: message}, without a path for the input
     * as a whole; otherwise empty.
     */
    List<String> violations() {
        return data instanceof List<?> list
                ? list.stream()
                        .map(CallFailedException::violation)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }

    private static @Nullable String violation(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> members) || !members.containsKey("message")) {
            return null;
        }
        String path = Objects.toString(members.get("path"), "");
        return (path.isEmpty() ? "" : path + ": ") + members.get("message");
    }
}
