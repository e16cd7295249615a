package dev.patchbay.room;

import dev.patchbay.session.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The rooms of this node: a room is there from its first member to its last.
 *
 * <p>Replaceable: the one with the highest service ranking is used, or the one setting {@code room.handler} names by its
 * {@link dev.patchbay.naming.OriginalId}. Meet it through {@link Rooms}. All methods are thread-safe and return at once;
 * a message is encoded once whatever the number of receivers, each of which has a bounded queue, so nobody who reads
 * slowly delays anybody else.
 *
 * <p>A member is known by a <em>cid</em>, 32 lower-case hexadecimal digits, new for each registration. Messages to one
 * member leave in the order in which they were sent.
 */
@ConsumerType
public interface RoomHandler {

    /** Registers somebody with a room, not yet with a way to reach him. @return his cid */
    String add(String room, User user);

    /**
     * Says how a member is reached, which makes him present: unless he is anonymous everybody in the room, he included,
     * is told {@link RoomContent.Joined}; then everybody gets {@link RoomContent.UserList}.
     *
     * @throws IllegalArgumentException when nobody is registered by that cid
     */
    void attach(String cid, RoomMember member);

    /**
     * Removes a member from everywhere: unless he was anonymous those who remain are told {@link RoomContent.Left}; then
     * they get {@link RoomContent.UserList}. The last one takes the room with him. Harmless when he has gone.
     */
    void remove(String cid);

    /** The names of the rooms, sorted. */
    List<String> rooms();

    /** The user names in a room in the order of joining, one for each member that is not anonymous; empty for no room. */
    List<String> usersIn(String room);

    /** The room of a member; empty when nobody is registered by that cid. */
    Optional<String> roomOf(String cid);

    /** Everybody who can be reached in that member's room, he included; empty when nobody is registered by that cid. */
    List<RoomMember> roommates(String cid);

    /** Sends to everybody in a room; an unknown room is logged, no more. */
    void sendToRoom(String room, RoomContent.Said said);

    /** Sends to every member of every one of these users, by {@link User#id}; unknown ids are logged and left out. */
    void sendToUsers(Collection<String> ids, RoomContent.Said said);

    /** Sends to everybody in every room. */
    void sendToAll(RoomContent.Said said);

    /** Sends to one member. @throws IllegalArgumentException when nobody is registered by that cid */
    void sendToCid(String cid, RoomContent.Said said);

    /**
     * Sends to everybody in a member's room but him.
     *
     * @throws IllegalArgumentException when nobody is registered by that cid
     */
    void sendToOthers(String cid, RoomContent.Said said);
}
