package dev.patchbay.room.internal;

import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whichever room handler is used, with somebody who is told in which room somebody came or went. */
final class WatchedHandler implements RoomHandler {

    private final RoomHandler handler;
    private final Consumer<String> onChange;
    private final OwnMembers ownMembers = new OwnMembers();

    WatchedHandler(RoomHandler handler, Consumer<String> onChange) {
        this.handler = handler;
        this.onChange = onChange;
    }

    boolean isFor(RoomHandler other) {
        return handler == other;
    }

    /** Any message to everybody in a room. @return whether anybody is there */
    boolean tell(String room, RoomMessage message) {
        return handler instanceof StandardRoomHandler standard
                ? standard.tell(room, message)
                : ownMembers.tell(room, message);
    }

    @Override
    public String add(String room, User user) {
        return handler.add(room, user);
    }

    @Override
    public void attach(String cid, RoomMember member) {
        String room = handler.roomOf(cid).orElseThrow(() -> StandardRoomHandler.unknown(cid));
        if (handler instanceof StandardRoomHandler) {
            handler.attach(cid, member);
        } else {
            attachOwn(room, cid, member);
        }
        onChange.accept(room);
    }

    private void attachOwn(String room, String cid, RoomMember member) {
        RoomMember own = ownMembers.add(room, cid, member);
        try {
            handler.attach(cid, own);
        } catch (RuntimeException e) {
            ownMembers.remove(room, cid);
            throw e;
        }
    }

    @Override
    public void remove(String cid) {
        Optional<String> room = handler.roomOf(cid);
        handler.remove(cid);
        room.ifPresent(name -> {
            ownMembers.remove(name, cid); // last: by now nobody can attach him any more
            onChange.accept(name);
        });
    }

    @Override
    public List<String> rooms() {
        return handler.rooms();
    }

    @Override
    public List<String> usersIn(String room) {
        return handler.usersIn(room);
    }

    @Override
    public Optional<String> roomOf(String cid) {
        return handler.roomOf(cid);
    }

    @Override
    public List<RoomMember> roommates(String cid) {
        return handler.roommates(cid);
    }

    @Override
    public void sendToRoom(String room, Said said) {
        handler.sendToRoom(room, said);
    }

    @Override
    public void sendToUsers(Collection<String> ids, Said said) {
        handler.sendToUsers(ids, said);
    }

    @Override
    public void sendToAll(Said said) {
        handler.sendToAll(said);
    }

    @Override
    public void sendToCid(String cid, Said said) {
        handler.sendToCid(cid, said);
    }

    @Override
    public void sendToOthers(String cid, Said said) {
        handler.sendToOthers(cid, said);
    }
}
