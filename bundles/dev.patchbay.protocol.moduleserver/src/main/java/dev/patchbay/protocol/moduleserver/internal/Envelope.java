package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An answer. Source: ModuleServer, §3.1.
 *
 * @param line as it is sent
 * @param isError whether the connection is closed behind it, whatever the client asked for
 */
record Envelope(String line, boolean isError) {

    /** What a client of a module reads before anything the module answers. */
    static final Envelope ACKNOWLEDGEMENT = success("ack");

    /** @param response plain Java types; what JSON cannot say becomes an error */
    static Envelope success(@Nullable Object response) {
        try {
            return of(Json.writeAscii(response), false, "");
        } catch (IllegalArgumentException e) {
            String type = response == null ? "null" : response.getClass().getName();
            return failure(Traceback.of(
                    "answer",
                    "TypeError",
                    "the value, of type " + type + ", cannot be said in JSON: " + e.getMessage()));
        }
    }

    /** @param traceback lines, the last of which is {@code ErrorType: message} */
    static Envelope failure(String traceback) {
        return of("\"\"", true, traceback);
    }

    private static Envelope of(String response, boolean isError, String traceback) {
        return new Envelope(
                AnswerLine.of("{\"response\":" + response + ",\"error\":" + isError + ",\"traceback\":"
                        + Json.writeAscii(traceback) + "}"),
                isError);
    }
}
