package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client sends: an object with fields that are required, and others that do not matter. Source: ModuleServer, §3. */
final class Message {

    private final Map<?, ?> fields;

    private Message(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** @throws Refusal for a line that is no such thing; its text names the line */
    static Message read(String line) throws Refusal {
        String problem = "expected an object";
        try {
            if (Json.parse(FormEncoding.decode(line)) instanceof Map<?, ?> fields) {
                return new Message(fields);
            }
        } catch (Refusal | JsonException e) {
            problem = String.valueOf(e.getMessage());
        }
        throw undecodable(line, problem);
    }

    /** What is said of a line that is no message. */
    static Refusal undecodable(String line, String problem) {
        return new Refusal(
                "cannot decode the message \"" + Refusal.quote(line) + "\", expected form-encoded JSON: " + problem);
    }

    /** @throws Refusal when it is not there; that it is null is another thing */
    @Nullable
    Object require(String field) throws Refusal {
        Object value = fields.get(field);
        if (value == null && !fields.containsKey(field)) {
            throw new Refusal("\"" + field + "\" field missing from request.");
        }
        return value;
    }

    /** As {@link #require}, for what is a text or null. */
    @Nullable
    String requireName(String field) throws Refusal {
        Object value = require(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new Refusal(field + " should be a text or null, got " + Refusal.quote(Json.writeAscii(value)));
    }
}
