package dev.patchbay.protocol.jsonrpc.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request object (JSON-RPC 2.0 §4).
 *
 * @param isNotification whether it has no id and so gets no answer
 * @param id a string, a number or null
 * @param params a list, a map, or null when there are none
 */
record RpcRequest(
        boolean isNotification,
        @Nullable Object id,
        String method,
        @Nullable Object params) {

    /** What came is not a request; the id is the one to answer with, null when there is none to be seen. */
    static final class InvalidRequestException extends Exception {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // a string or a number; never serialised
        private final @Nullable Object id;

        InvalidRequestException(String message, @Nullable Object id) {
            super(message, null, false, false);
            this.id = id;
        }

        @Nullable
        Object id() {
            return id;
        }
    }

    static RpcRequest of(@Nullable Object plain) throws InvalidRequestException {
        if (!(plain instanceof Map<?, ?> object)) {
            throw new InvalidRequestException("Expected a request object, got " + kind(plain), null);
        }
        Object id = object.get("id");
        if (id != null && !(id instanceof String) && !(id instanceof Number)) {
            throw new InvalidRequestException(
                    "Expected an id that is a string, a number or null, got " + kind(id), null);
        }
        if (!"2.0".equals(object.get("jsonrpc"))) {
            throw new InvalidRequestException("Expected \"jsonrpc\": \"2.0\", got " + object.get("jsonrpc"), id);
        }
        if (!(object.get("method") instanceof String method)) {
            throw new InvalidRequestException(
                    "Expected a method that is a string, got " + kind(object.get("method")), id);
        }
        return new RpcRequest(!object.containsKey("id"), id, method, params(object, id));
    }

    private static @Nullable Object params(Map<?, ?> object, @Nullable Object id) throws InvalidRequestException {
        Object params = object.get("params");
        boolean isStructured = params instanceof List || params instanceof Map;
        if (object.containsKey("params") && !isStructured) {
            throw new InvalidRequestException("Expected params in an array or an object, got " + kind(params), id);
        }
        return params;
    }

    private static String kind(@Nullable Object plain) {
        if (plain == null) {
            return "null";
        }
        if (plain instanceof Map) {
            return "an object";
        }
        if (plain instanceof List) {
            return "an array";
        }
        return plain instanceof String ? "a string" : plain instanceof Number ? "a number" : "a boolean";
    }
}
