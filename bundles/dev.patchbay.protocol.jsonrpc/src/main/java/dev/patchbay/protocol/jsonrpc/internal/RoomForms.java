package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.endpoint.Message;
import dev.patchbay.json.Json;
import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomContent.Joined;
import dev.patchbay.room.RoomContent.Left;
import dev.patchbay.room.RoomContent.PresentList;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomContent.UserList;
import dev.patchbay.room.RoomMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts by which the connections in one room are told: what is said does not say in which room, the text does, so
 * each room has a form of its own for as long as a connection is in it. Thread-safe.
 */
final class RoomForms {

    private final Map<String, Form> forms = new ConcurrentHashMap<>();

    /** One text for all connections in a room. */
    static final class Form implements RoomMessage.Encoder<Message> {

        private final String room;

        /** Connections that hold it; touched only inside the map's atomic steps. */
        private int holders;

        private Form(String room) {
            this.room = room;
        }

        private Form oneMore() {
            holders++;
            return this;
        }

        private @Nullable Form oneLess() {
            holders--;
            return holders == 0 ? null : this;
        }

        @Override
        public Message encode(RoomContent content) {
            Map<String, @Nullable Object> params = new LinkedHashMap<>();
            params.put("room", room);
            String kind = describe(content, params);
            Message message =
                    Message.text("{\"jsonrpc\":\"2.0\",\"method\":\"room\",\"params\":" + Json.write(params) + "}");
            return isState(content) ? message.replacing("room." + kind + ":" + room) : message;
        }

        /** Of a list only the newest counts. */
        private static boolean isState(RoomContent content) {
            return content instanceof UserList || content instanceof PresentList;
        }

        private static String describe(RoomContent content, Map<String, @Nullable Object> params) {
            String kind = kind(content);
            params.put("kind", kind);
            if (content instanceof Said said) {
                params.put("task", said.task());
                params.put("data", said.data());
            } else if (content instanceof Joined joined) {
                params.put("username", joined.username());
            } else if (content instanceof Left left) {
                params.put("username", left.username());
            } else if (content instanceof UserList list) {
                params.put("users", list.usernames());
            } else if (content instanceof PresentList list) {
                params.put(
                        "present",
                        list.present().stream().map(RoomVisits::describe).toList());
            }
            return kind;
        }

        private static String kind(RoomContent content) {
            if (content instanceof Said) {
                return "said";
            }
            if (content instanceof Joined) {
                return "joined";
            }
            if (content instanceof Left) {
                return "left";
            }
            return content instanceof UserList ? "users" : "present";
        }
    }

    Form hold(String room) {
        return forms.compute(room, (name, there) -> (there == null ? new Form(name) : there).oneMore());
    }

    void giveBack(Form form) {
        forms.computeIfPresent(form.room, (name, there) -> there.oneLess());
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }
}
