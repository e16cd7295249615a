package dev.patchbay.room.internal;

import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One registration with a room: who, and from {@link Room#enter} on how he is reached. */
final class Seat {

    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

    private final String cid;
    private final User user;
    private final Room room;

    /** Written by the room only. */
    private volatile @Nullable RoomMember member;

    /** Touched by whoever delivers in the room, one at a time. */
    private boolean hasFailed;

    /** Guarded by the room. */
    private boolean isGone;

    Seat(String cid, User user, Room room) {
        this.cid = cid;
        this.user = user;
        this.room = room;
    }

    String cid() {
        return cid;
    }

    User user() {
        return user;
    }

    Room room() {
        return room;
    }

    @Nullable
    RoomMember member() {
        return member;
    }

    void reachBy(RoomMember way) {
        member = way;
    }

    boolean isGone() {
        return isGone;
    }

    void giveUp() {
        isGone = true;
    }

    /** A member's fault is its own: it is logged once, and the others are told all the same. */
    void deliver(RoomMessage message) {
        RoomMember way = member;
        try {
            if (way != null) {
                way.deliver(message);
            }
        } catch (RuntimeException | LinkageError e) {
            logFirst(e);
        }
    }

    private void logFirst(Throwable fault) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.warn("Member {} of room '{}' does not take messages; it misses them", cid, room.name(), fault);
        }
    }
}
