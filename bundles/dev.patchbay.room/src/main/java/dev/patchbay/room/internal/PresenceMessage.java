package dev.patchbay.room.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells the others about who is in its rooms: {@code {"life", "seq", "rooms": {room: [username, ...]}}}.
 *
 * @param life random, new with each start of the node
 * @param seq how many changes there have been in that life
 * @param rooms the rooms concerned; none in a digest; an empty list for a room nobody is in any more
 */
record PresenceMessage(String life, long seq, Map<String, List<String>> rooms) {

    /** The event that carries everything: all rooms of a node. */
    static final String STATE = "patchbay.presence.state";

    /** The event that carries one change: rooms as they are now. */
    static final String CHANGE = "patchbay.presence.change";

    /** The event that carries the number only, again and again, so that what was lost is noticed. */
    static final String DIGEST = "patchbay.presence.digest";

    /** The event by which a node asks the one in {@code "node"} for its state. */
    static final String ASK = "patchbay.presence.ask";

    Map<String, Object> toPlain() {
        return Map.of("life", life, "seq", seq, "rooms", rooms);
    }

    /** @throws IllegalArgumentException when it is nothing of that form */
    static PresenceMessage of(@Nullable Object data) {
        if (data instanceof Map<?, ?> map
                && map.get("life") instanceof String life
                && map.get("seq") instanceof Number seq
                && map.get("rooms") instanceof Map<?, ?> rooms) {
            return new PresenceMessage(life, seq.longValue(), rooms(rooms));
        }
        throw new IllegalArgumentException("expected life, seq and rooms, got " + data);
    }

    private static Map<String, List<String>> rooms(Map<?, ?> plain) {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        plain.forEach((room, usernames) -> rooms.put(String.valueOf(room), usernames(usernames)));
        return rooms;
    }

    private static List<String> usernames(@Nullable Object plain) {
        if (plain instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("expected user names, got " + plain);
    }

    /** The node that is asked. */
    static String asked(@Nullable Object data) {
        if (data instanceof Map<?, ?> map && map.get("node") instanceof String node) {
            return node;
        }
        throw new IllegalArgumentException("expected a node, got " + data);
    }
}
