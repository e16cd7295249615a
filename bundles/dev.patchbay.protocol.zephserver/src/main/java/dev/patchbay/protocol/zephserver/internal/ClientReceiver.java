package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client sends (spec §8.2): hellos take him into a room, everything else is a task. Called by one thread at a
 * time, which a session manager may block.
 */
final class ClientReceiver implements MessageReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(ClientReceiver.class);

    private final Client client;
    private final Rooms rooms;
    private final CurrentUser currentUser;
    private final Router router;

    /** The registration with the room he is in; null before the hello. */
    private @Nullable String cid;

    ClientReceiver(Client client, Rooms rooms, CurrentUser currentUser, Router router) {
        this.client = client;
        this.rooms = rooms;
        this.currentUser = currentUser;
        this.router = router;
    }

    @Override
    public void onText(Connection connection, String text) {
        if (!connection.isOpen()) {
            return; // was on its way when the connection was closed for an earlier message
        }
        try {
            handle(connection, Json.parse(text));
        } catch (JsonException e) {
            connection.close(CloseCode.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // the parser's objects have texts as names
    private void handle(Connection connection, @Nullable Object plain) {
        if (!(plain instanceof Map<?, ?>)) {
            connection.close(CloseCode.BAD_PAYLOAD, "expected a JSON object, got " + kind(plain));
            return;
        }
        Map<String, @Nullable Object> message = (Map<String, @Nullable Object>) plain;
        if (message.containsKey("task")) {
            task(connection, message);
        } else {
            hello(connection, message);
        }
    }

    private void hello(Connection connection, Map<String, @Nullable Object> message) {
        if (!(message.get("room") instanceof String room)) {
            connection.close(
                    CloseCode.POLICY, "expected a hello with a room that is text, got " + kind(message.get("room")));
            return;
        }
        User user = user(connection, message);
        leave();
        String registration = rooms.handler().add(room, user);
        cid = registration;
        rooms.handler().attach(registration, client);
        LOG.debug("{} is {} in room '{}'", connection.id(), registration, room);
    }

    private void task(Connection connection, Map<String, @Nullable Object> message) {
        String registration = cid;
        if (registration == null) {
            connection.close(CloseCode.POLICY, "expected a hello before the first task");
            return;
        }
        User user = user(connection, message);
        if (!router.route(new TaskRequest(message, registration, user, client))) {
            LOG.debug("A task of {} is not run: the router is disabled", connection.id());
        }
    }

    private User user(Connection connection, Map<String, @Nullable Object> message) {
        return currentUser.of(connection, message.get("session_id") instanceof String id ? id : null);
    }

    private void leave() {
        String registration = cid;
        cid = null;
        if (registration != null) {
            rooms.handler().remove(registration);
        }
    }

    @Override
    public void onClosed(Connection connection, int code, String reason) {
        leave();
    }

    private static String kind(@Nullable Object plain) {
        if (plain == null) {
            return "nothing";
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
