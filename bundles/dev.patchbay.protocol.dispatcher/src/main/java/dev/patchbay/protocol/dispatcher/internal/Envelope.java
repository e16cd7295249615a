package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.Message;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of either direction (spec §2).
 *
 * @param id what the other side answers with: as it came, null for none
 * @param args plain Java types, special values among them
 */
record Envelope(
        String namespace,
        String name,
        @Nullable Object id,
        @Nullable Object args) {

    static final String RPC = "rpc";
    static final String EVENTS = "events";

    /** What came is no message of this protocol. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    static Envelope rpc(String name, @Nullable Object id, @Nullable Object args) {
        return new Envelope(RPC, name, id, args);
    }

    static Envelope event(String name, @Nullable Object args) {
        return new Envelope(EVENTS, name, null, args);
    }

    /** Reads one; a missing id or missing args are null (spec §2). */
    static Envelope parse(String text) throws MalformedException {
        if (!(plain(text) instanceof Map<?, ?> object)
                || !(object.get("namespace") instanceof String namespace)
                || !(object.get("name") instanceof String name)) {
            throw new MalformedException("Invalid request");
        }
        return new Envelope(namespace, name, object.get("id"), object.get("args"));
    }

    private static @Nullable Object plain(String text) throws MalformedException {
        try {
            Object plain = Json.parse(text);
            return SpecialValues.mayBeIn(text) ? SpecialValues.decode(plain) : plain;
        } catch (JsonException e) {
            throw new MalformedException("Request is not valid JSON");
        }
    }

    /** @throws IllegalArgumentException when the args hold something JSON cannot express */
    Message message() {
        return Message.text("{\"namespace\":\"" + namespace + "\",\"name\":\"" + name + "\",\"id\":" + Json.write(id)
                + ",\"args\":" + Json.write(SpecialValues.encode(args)) + "}");
    }
}
