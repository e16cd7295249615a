package dev.patchbay.room.internal;

import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room handler as somebody else might write it: announces nothing, and keeps what it was asked to send. */
final class FakeHandler implements RoomHandler {

    private record Entry(String room, User user) {}

    private final List<String> sent = new ArrayList<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, RoomMember> members = new LinkedHashMap<>();

    @Override
    public synchronized String add(String room, User user) {
        String cid = "cid-" + entries.size();
        entries.put(cid, new Entry(room, user));
        return cid;
    }

    @Override
    public synchronized void attach(String cid, RoomMember member) {
        members.put(cid, member);
    }

    @Override
    public synchronized void remove(String cid) {
        entries.remove(cid);
        members.remove(cid);
    }

    @Override
    public synchronized List<String> rooms() {
        return entries.values().stream().map(Entry::room).distinct().sorted().toList();
    }

    @Override
    public synchronized List<String> usersIn(String room) {
        return entries.values().stream()
                .filter(entry -> entry.room().equals(room) && !entry.user().isAnonymous())
                .map(entry -> entry.user().username())
                .toList();
    }

    @Override
    public synchronized Optional<String> roomOf(String cid) {
        return Optional.ofNullable(entries.get(cid)).map(Entry::room);
    }

    @Override
    public synchronized List<RoomMember> roommates(String cid) {
        return List.copyOf(members.values());
    }

    @Override
    public synchronized void sendToRoom(String room, Said said) {
        sent.add("room " + room + " " + said.data());
        members.values().forEach(member -> member.deliver(new RoomMessage(said)));
    }

    @Override
    public synchronized void sendToUsers(Collection<String> ids, Said said) {
        sent.add("users " + ids + " " + said.data());
    }

    @Override
    public synchronized void sendToAll(Said said) {
        sent.add("all " + said.data());
    }

    @Override
    public synchronized void sendToCid(String cid, Said said) {
        if (!entries.containsKey(cid)) {
            throw new IllegalArgumentException("nobody is " + cid);
        }
        sent.add("cid " + cid + " " + said.data());
    }

    @Override
    public synchronized void sendToOthers(String cid, Said said) {
        sent.add("others " + cid + " " + said.data());
    }

    synchronized List<String> sent() {
        return List.copyOf(sent);
    }
}
