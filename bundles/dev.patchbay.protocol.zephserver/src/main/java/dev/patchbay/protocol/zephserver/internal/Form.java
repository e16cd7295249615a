package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.json.Json;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomMessage.Encoder;
import dev.patchbay.room.Rooms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What members are told in zephserver's words (spec §8.3, §8.4), encoded once. The first few receivers are written to at
 * once; a larger room is left to the transport's own thread, so that nobody has to write a thousand times.
 */
final class Form {

    /** User lists of this node, as the original's. */
    static final Encoder<Form> OF_THIS_NODE = content -> new Form(object(content));

    private static final Logger LOG = LoggerFactory.getLogger(Form.class);
    private static final int AT_ONCE = 4;

    private final @Nullable Message message;
    private final AtomicInteger receivers = new AtomicInteger();

    private Form(@Nullable Map<String, @Nullable Object> object) {
        this.message = object == null ? null : message(object);
    }

    /**
     * User lists of the whole cluster; keep the one that is made. Who comes is told at once whom this node knows of, as
     * {@link RoomContent.PresentList} comes only when the list has changed, and a moment later.
     */
    static Encoder<Form> ofTheCluster(Rooms rooms) {
        return content -> {
            if (content instanceof RoomContent.UserList list) {
                return new Form(presentList(rooms.present(list.room())));
            } else if (content instanceof RoomContent.PresentList list) {
                return new Form(presentList(list.present()));
            }
            return new Form(object(content));
        };
    }

    /** @return false when the connection is closed */
    boolean sendTo(Connection connection) {
        if (message == null) {
            return true;
        }
        return receivers.getAndIncrement() < AT_ONCE ? connection.send(message) : connection.post(message);
    }

    private static @Nullable Message message(Map<String, @Nullable Object> object) {
        try {
            return Message.text(Json.write(object));
        } catch (IllegalArgumentException e) {
            LOG.warn("What was said about '{}' cannot be expressed in JSON; nobody is told", object.get("task"), e);
            return null;
        }
    }

    /** Null for what the protocol has no words for. */
    private static @Nullable Map<String, @Nullable Object> object(RoomContent content) {
        if (content instanceof RoomContent.Said said) {
            return object("data", said.data(), "task", said.task());
        } else if (content instanceof RoomContent.Joined joined) {
            return notice("join", joined.username(), " joined the chat room.");
        } else if (content instanceof RoomContent.Left left) {
            return notice("leave", left.username(), " left the chat room.");
        } else if (content instanceof RoomContent.UserList list) {
            return userList(list.usernames());
        }
        return null;
    }

    private static Map<String, @Nullable Object> notice(String kind, String username, String text) {
        Map<String, @Nullable Object> notice = object("msgtype", kind, "username", username);
        notice.put("data", text);
        return notice;
    }

    private static Map<String, @Nullable Object> presentList(List<Present> present) {
        return userList(present.stream().map(Present::username).toList());
    }

    private static Map<String, @Nullable Object> userList(List<String> usernames) {
        return object("msgtype", "user_list", "data", usernames);
    }

    private static Map<String, @Nullable Object> object(
            String name, @Nullable Object value, String otherName, @Nullable Object otherValue) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(name, value);
        object.put(otherName, otherValue);
        return object;
    }
}
