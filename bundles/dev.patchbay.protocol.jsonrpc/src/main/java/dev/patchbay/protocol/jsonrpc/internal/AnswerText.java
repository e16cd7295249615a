package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of answers (JSON-RPC 2.0 §5). */
final class AnswerText {

    private AnswerText() {}

    static String result(@Nullable Object id, @Nullable Object result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id(id) + ",\"result\":" + Json.write(result) + "}";
    }

    static String error(@Nullable Object id, RpcError error) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("code", (long) error.code());
        object.put("message", error.message());
        if (error.data() != null) {
            object.put("data", error.data());
        }
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id(id) + ",\"error\":" + Json.write(object) + "}";
    }

    /** Nearly every client counts its requests. */
    private static String id(@Nullable Object id) {
        return id instanceof Long number ? Long.toString(number) : Json.write(id);
    }
}
