package dev.patchbay.itests.plugin;

import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One room for everybody, in which nobody is told of others; sends to a cid only. */
public final class StrangeRooms implements RoomHandler {

    private static final String ROOM = "strange room";

    /** By cid; those who cannot be reached yet have one that does nothing. */
    private final Map<String, RoomMember> members = new ConcurrentHashMap<>();

    @Override
    public String add(String room, User user) {
        String cid = UUID.randomUUID().toString().replace("-", "");
        members.put(cid, message -> {});
        return cid;
    }

    @Override
    public void attach(String cid, RoomMember member) {
        members.put(cid, member);
        member.deliver(new RoomMessage(new RoomContent.UserList(ROOM, List.of(ROOM))));
    }

    @Override
    public void remove(String cid) {
        members.remove(cid);
    }

    @Override
    public List<String> rooms() {
        return members.isEmpty() ? List.of() : List.of(ROOM);
    }

    @Override
    public List<String> usersIn(String room) {
        return List.of();
    }

    @Override
    public Optional<String> roomOf(String cid) {
        return Optional.ofNullable(members.get(cid)).map(member -> ROOM);
    }

    @Override
    public List<RoomMember> roommates(String cid) {
        return List.copyOf(members.values());
    }

    @Override
    public void sendToRoom(String room, RoomContent.Said said) {}

    @Override
    public void sendToUsers(Collection<String> ids, RoomContent.Said said) {}

    @Override
    public void sendToAll(RoomContent.Said said) {}

    @Override
    public void sendToCid(String cid, RoomContent.Said said) {
        members.get(cid).deliver(new RoomMessage(said));
    }

    @Override
    public void sendToOthers(String cid, RoomContent.Said said) {}
}
