package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.room.Answer;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Rooms of one node as their contract describes them, told under one lock. */
final class FakeRooms implements Rooms, RoomHandler {

    private static final class Seat {
        final String room;
        final User user;
        RoomMember member;

        Seat(String room, User user) {
            this.room = room;
            this.user = user;
        }
    }

    private final Map<String, Seat> seats = new LinkedHashMap<>();

    private volatile RoomHandler handler = this;

    @Override
    public RoomHandler handler() {
        return handler;
    }

    /** Another handler takes this one's place; this one still has those who joined. */
    FakeRooms giveWay() {
        FakeRooms successor = new FakeRooms();
        handler = successor;
        return successor;
    }

    @Override
    public synchronized String add(String room, User user) {
        String cid = UUID.randomUUID().toString().replace("-", "");
        seats.put(cid, new Seat(room, user));
        return cid;
    }

    @Override
    public synchronized void attach(String cid, RoomMember member) {
        Seat seat = seat(cid);
        seat.member = member;
        announce(seat, new RoomContent.Joined(seat.room, seat.user.username()));
    }

    @Override
    public synchronized void remove(String cid) {
        Seat seat = seats.remove(cid);
        if (seat != null) {
            announce(seat, new RoomContent.Left(seat.room, seat.user.username()));
        }
    }

    private void announce(Seat seat, RoomContent notice) {
        if (!seat.user.isAnonymous()) {
            tell(other -> other.room.equals(seat.room), notice);
        }
        tell(other -> other.room.equals(seat.room), new RoomContent.UserList(seat.room, usersIn(seat.room)));
        tell(other -> other.room.equals(seat.room), new RoomContent.PresentList(seat.room, present(seat.room)));
    }

    private void tell(Predicate<Seat> whom, RoomContent content) {
        RoomMessage message = new RoomMessage(content);
        seats.values().stream()
                .filter(whom)
                .map(seat -> seat.member)
                .filter(Objects::nonNull)
                .forEach(member -> member.deliver(message));
    }

    @Override
    public synchronized List<String> rooms() {
        return seats.values().stream()
                .map(seat -> seat.room)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public synchronized List<String> usersIn(String room) {
        return seats.values().stream()
                .filter(seat -> seat.room.equals(room) && seat.member != null && !seat.user.isAnonymous())
                .map(seat -> seat.user.username())
                .toList();
    }

    @Override
    public synchronized Optional<String> roomOf(String cid) {
        return Optional.ofNullable(seats.get(cid)).map(seat -> seat.room);
    }

    @Override
    public synchronized List<RoomMember> roommates(String cid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void sendToRoom(String room, RoomContent.Said said) {
        tell(seat -> seat.room.equals(room), said);
    }

    @Override
    public synchronized void sendToUsers(Collection<String> ids, RoomContent.Said said) {
        tell(seat -> ids.contains(seat.user.id()), said);
    }

    @Override
    public synchronized void sendToAll(RoomContent.Said said) {
        tell(seat -> true, said);
    }

    @Override
    public synchronized void sendToCid(String cid, RoomContent.Said said) {
        Seat receiver = seat(cid);
        tell(seat -> seat == receiver, said);
    }

    @Override
    public synchronized void sendToOthers(String cid, RoomContent.Said said) {
        Seat speaker = seat(cid);
        tell(seat -> seat.room.equals(speaker.room) && seat != speaker, said);
    }

    private Seat seat(String cid) {
        Seat seat = seats.get(cid);
        if (seat == null) {
            throw new IllegalArgumentException("nobody is " + cid);
        }
        return seat;
    }

    @Override
    public void say(Answer answer) {
        if (!(answer.target() instanceof Answer.Target.Others others)) {
            throw new UnsupportedOperationException();
        }
        sendToOthers(others.cid(), new RoomContent.Said(answer.task(), answer.data()));
    }

    /** Everybody here, and one who is elsewhere. */
    @Override
    public List<Present> present(String room) {
        return java.util.stream.Stream.concat(
                        usersIn(room).stream().map(name -> new Present(name, "here")),
                        java.util.stream.Stream.of(new Present("elsie", "elsewhere")))
                .toList();
    }
}
