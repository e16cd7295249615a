package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.session.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a login to the end of the connection, or to the next login on it (spec §10.2).
 *
 * @param resource what the client calls itself; null for nothing
 * @param token what the client may log in with again; null for a service
 */
record Session(
        long id,
        User user,
        @Nullable String resource,
        String address,
        Instant startedAt,
        @Nullable Token token) {

    boolean isService() {
        return token == null;
    }

    /** The client did something. */
    void touch() {
        if (token != null) {
            token.touch();
        }
    }

    /** As {@link dev.patchbay.session.SessionLog} has it. */
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("username", user.username());
        values.put("resource", resource);
        values.put("address", address);
        values.put("started_at", startedAt);
        values.put("ended_at", null);
        values.put("active", true);
        return values;
    }
}
