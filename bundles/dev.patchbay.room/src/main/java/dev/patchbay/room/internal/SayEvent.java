package dev.patchbay.room.internal;

import dev.patchbay.room.Answer.Target;
import dev.patchbay.room.RoomContent.Said;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said, on its way between nodes: {@code {"room" | "users" | "all" | "cid": target, "task": ..., "data": ...}},
 * zephserver's own form.
 */
record SayEvent(Target target, Said said) {

    /** The name of the event on the cluster. */
    static final String NAME = "say_socket_send";

    /** As a number is written that fits a long. */
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** What other nodes are to be told; {@link Target.Others} cannot be said, since a cid means nothing there. */
    Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (target instanceof Target.Room room) {
            data.put("room", room.room());
        } else if (target instanceof Target.Users users) {
            data.put("users", users.ids().stream().flatMap(SayEvent::spellings).toList());
        } else if (target instanceof Target.All) {
            data.put("all", true);
        } else {
            throw new IllegalArgumentException("Expected a target on every node, got " + target);
        }
        data.put("task", said.task());
        data.put("data", said.data());
        return data;
    }

    /** A node of the original's looks users up by ids that may be numbers, and finds none by their digits. */
    private static Stream<Object> spellings(String id) {
        return WHOLE.matcher(id).matches() ? Stream.of(Long.valueOf(id), id) : Stream.of(id);
    }

    /** @throws IllegalArgumentException when it is nothing of that form */
    static SayEvent of(@Nullable Object data) {
        if (!(data instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected an object, got " + data);
        }
        if (!(map.get("task") instanceof String task)) {
            throw new IllegalArgumentException("expected a task that is a string, got " + map.get("task"));
        }
        return new SayEvent(target(map), new Said(task, map.get("data")));
    }

    /** The first that is there wins. */
    private static Target target(Map<?, ?> map) {
        if (map.get("room") != null) {
            return new Target.Room(text("room", map));
        }
        if (map.get("users") instanceof List<?> ids) {
            return new Target.Users(ids.stream()
                    .filter(Objects::nonNull)
                    .map(String::valueOf) // the original's ids may be numbers
                    .distinct()
                    .toList());
        }
        if (map.containsKey("all")) {
            return new Target.All();
        }
        return new Target.Cid(text("cid", map));
    }

    private static String text(String key, Map<?, ?> map) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("expected a room, users, all or a cid to say it to, got " + map.keySet());
    }
}
