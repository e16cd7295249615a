package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.room.Answer;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomContent.Joined;
import dev.patchbay.room.RoomContent.Left;
import dev.patchbay.room.RoomContent.PresentList;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomContent.UserList;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rooms of a node named {@code west}; tells on the caller's thread. Cids count up from 1. */
final class FakeRooms implements Rooms {

    private final Map<String, Member> members = new LinkedHashMap<>();
    private Handler handler = new Handler();
    private int newest;
    private boolean isBroken;
    private final List<Present> elsewhere = new ArrayList<>();

    private record Member(String room, User user, RoomMember way) {}

    /** As if another handler had taken the place of this one. */
    void replaceHandler() {
        members.clear();
        handler = new Handler();
    }

    void breakDown() {
        isBroken = true;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Somebody who does not listen comes. */
    String comes(String room, String username) {
        String cid = handler.add(room, new User(username, username, Set.of()));
        handler.attach(cid, message -> {});
        return cid;
    }

    /** Somebody is in every room on a node named {@code east}. */
    void isElsewhere(String username) {
        elsewhere.add(new Present(username, "east"));
    }

    /** Somebody who came to this node goes. */
    void goes(String username) {
        String cid = members.entrySet().stream()
                .filter(entry -> entry.getValue().user().username().equals(username))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        handler.remove(cid);
    }

    void tellPresence(String room) {
        tell(room, new PresentList(room, present(room)));
    }

    private void tell(String room, RoomContent content) {
        RoomMessage message = new RoomMessage(content);
        List.copyOf(members.values()).stream()
                .filter(member -> member.room().equals(room))
                .forEach(member -> member.way().deliver(message));
    }

    @Override
    public RoomHandler handler() {
        return handler;
    }

    @Override
    public void say(Answer answer) {
        Said said = new Said(answer.task(), answer.data());
        if (answer.target() instanceof Answer.Target.Room room) {
            tell(room.room(), said);
        } else if (answer.target() instanceof Answer.Target.Others others) {
            Member speaker = members.get(others.cid());
            members.values().stream()
                    .filter(member -> member != speaker && member.room().equals(speaker.room()))
                    .forEach(member -> member.way().deliver(new RoomMessage(said)));
        } else {
            RoomMessage message = new RoomMessage(said);
            members.values().forEach(member -> member.way().deliver(message));
        }
    }

    @Override
    public List<Present> present(String room) {
        Stream<Present> here = handler.usersIn(room).stream().map(username -> new Present(username, "west"));
        return Stream.concat(here, elsewhere.stream()).toList();
    }

    private final class Handler implements RoomHandler {

        @Override
        public String add(String room, User user) {
            if (isBroken) {
                throw new IllegalStateException("a broken handler");
            }
            newest++;
            String cid = String.valueOf(newest);
            members.put(cid, new Member(room, user, message -> {}));
            return cid;
        }

        @Override
        public void attach(String cid, RoomMember way) {
            Member member = members.get(cid);
            members.put(cid, new Member(member.room(), member.user(), way));
            announce(member, new Joined(member.room(), member.user().username()));
        }

        private void announce(Member member, RoomContent notice) {
            if (!member.user().isAnonymous()) {
                tell(member.room(), notice);
            }
            tell(member.room(), new UserList(member.room(), usersIn(member.room())));
        }

        @Override
        public void remove(String cid) {
            Member member = members.remove(cid);
            if (member != null) {
                announce(member, new Left(member.room(), member.user().username()));
            }
        }

        @Override
        public List<String> rooms() {
            return members.values().stream().map(Member::room).distinct().toList();
        }

        @Override
        public List<String> usersIn(String room) {
            return members.values().stream()
                    .filter(member ->
                            member.room().equals(room) && !member.user().isAnonymous())
                    .map(member -> member.user().username())
                    .toList();
        }

        @Override
        public Optional<String> roomOf(String cid) {
            return Optional.ofNullable(members.get(cid)).map(Member::room);
        }

        @Override
        public List<RoomMember> roommates(String cid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendToRoom(String room, Said said) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendToUsers(Collection<String> ids, Said said) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendToAll(Said said) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendToCid(String cid, Said said) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendToOthers(String cid, Said said) {
            throw new UnsupportedOperationException();
        }
    }
}
