package dev.patchbay.room.internal;

import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of a room handler that is not ours, by room and cid, so that they can be told what its own methods have
 * no words for. Thread-safe.
 */
final class OwnMembers {

    private static final Logger LOG = LoggerFactory.getLogger(OwnMembers.class);

    /** No inner map is ever empty. */
    private final Map<String, Map<String, RoomMember>> rooms = new ConcurrentHashMap<>();

    /** @return what to hand to the handler in the member's place: it keeps the two who tell him apart */
    RoomMember add(String room, String cid, RoomMember member) {
        RoomMember alone = new OneAtATime(member);
        rooms.compute(room, (name, others) -> with(cid, alone, others == null ? new ConcurrentHashMap<>() : others));
        return alone;
    }

    private static Map<String, RoomMember> with(String cid, RoomMember member, Map<String, RoomMember> others) {
        others.put(cid, member);
        return others;
    }

    void remove(String room, String cid) {
        rooms.computeIfPresent(room, (name, all) -> all.remove(cid) != null && all.isEmpty() ? null : all);
    }

    boolean tell(String room, RoomMessage message) {
        Map<String, RoomMember> members = rooms.getOrDefault(room, Map.of());
        members.forEach((cid, member) -> tell(cid, member, message));
        return !members.isEmpty();
    }

    private static void tell(String cid, RoomMember member, RoomMessage message) {
        try {
            member.deliver(message);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Member {} did not take the list of who is present", cid, e);
        }
    }

    /** The monitor is held while the member only queues. */
    private record OneAtATime(RoomMember member) implements RoomMember {

        @Override
        public void deliver(RoomMessage message) {
            synchronized (this) {
                member.deliver(message);
            }
        }
    }
}
