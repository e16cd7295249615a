package dev.patchbay.room;

import org.osgi.annotation.versioning.ConsumerType;

/** How a member of a room is reached; what a protocol hands to the room handler for each of its connections. */
@ConsumerType
@FunctionalInterface
public interface RoomMember {

    /**
     * Takes a message; any thread, one at a time and in order; must only queue it, and must not throw. Kinds of content
     * the protocol has no words for are ignored.
     */
    void deliver(RoomMessage message);
}
