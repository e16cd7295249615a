package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.room.RoomHandler;
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

    /** Null before the hello. */
    private @Nullable Stay stay;

    /** A registration with a room, and the handler that made it. */
    private record Stay(RoomHandler handler, String room, User user, String cid) {}

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
        enter(rooms.handler(), room, user);
    }

    private Stay enter(RoomHandler handler, String room, User user) {
        Stay begun = new Stay(handler, room, user, handler.add(room, user));
        stay = begun;
        handler.attach(begun.cid(), client);
        LOG.debug("{} is {} in room '{}'", client.connection().id(), begun.cid(), room);
        return begun;
    }

    /** A handler that takes another's place knows nobody, and the original's client never says hello again by itself. */
    private Stay underPresentHandler(Stay current) {
        RoomHandler handler = rooms.handler();
        if (handler == current.handler()) {
            return current;
        }
        leave();
        return enter(handler, current.room(), current.user());
    }

    private void task(Connection connection, Map<String, @Nullable Object> message) {
        Stay current = stay;
        if (current == null) {
            connection.close(CloseCode.POLICY, "expected a hello before the first task");
            return;
        }
        String cid = underPresentHandler(current).cid();
        User user = user(connection, message);
        if (!router.route(new TaskRequest(message, cid, user, client))) {
            LOG.debug("A task of {} is not run: the router is disabled", connection.id());
        }
    }

    private User user(Connection connection, Map<String, @Nullable Object> message) {
        return currentUser.of(connection, message.get("session_id") instanceof String id ? id : null);
    }

    private void leave() {
        Stay over = stay;
        stay = null;
        if (over != null) {
            over.handler().remove(over.cid());
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
