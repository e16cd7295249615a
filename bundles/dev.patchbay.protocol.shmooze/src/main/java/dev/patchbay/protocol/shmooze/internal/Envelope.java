package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.json.Json;
import org.jspecify.annotations.Nullable;

/** The answer to one command, as ASCII JSON (§3.2). */
final class Envelope {

    private static final String WITHOUT_RESULT = "{\"success\":true}";

    private Envelope() {}

    /** @param result plain Java types; null for none */
    static String success(@Nullable Object result) {
        if (result == null) {
            return WITHOUT_RESULT;
        }
        try {
            return "{\"success\":true,\"result\":" + Json.writeAscii(result) + "}";
        } catch (IllegalArgumentException e) {
            return failure("The result cannot be said in JSON: " + e.getMessage());
        }
    }

    static String failure(String error) {
        return "{\"success\":false,\"error\":" + Json.writeAscii(error) + "}";
    }
}
