package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.session.User;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task message (spec §11).
 *
 * @param received the message as the client sent it
 * @param cid the registration it came by
 * @param user who is behind it now
 */
record TaskRequest(Map<String, @Nullable Object> received, String cid, User user, Client client) {

    /** The short name; empty, which no task is called, when it is not a text. */
    String task() {
        return received.get("task") instanceof String name ? name : "";
    }

    /** What the dispatcher is asked for. */
    Request toRun(String taskName) {
        return new Request(taskName, received.get("data"), user, client.connection(), 0, attributes());
    }

    /** What a client says about itself is replaced by what is known. */
    private Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(received);
        Map<String, @Nullable Object> known = user.isAnonymous() ? null : known();
        attributes.put("cid", cid);
        attributes.put("usersession", known);
        attributes.put("user", known);
        attributes.put("authorized", true);
        return attributes;
    }

    private Map<String, @Nullable Object> known() {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        known.put("id", user.id());
        known.put("username", user.username());
        known.put("roles", user.roles().stream().sorted().toList());
        return known;
    }
}
