package dev.patchbay.room.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import dev.patchbay.service.spi.StandingService;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room handler that is used unless another one is there; all that happens in one {@link Room} is left to it.
 * Immediate, or it would forget everybody whenever nobody happens to use it.
 */
@OriginalId(StandardRoomHandler.ID)
@ServiceName("room.handler")
@Component(
        service = {RoomHandler.class, HostedService.class},
        immediate = true)
public final class StandardRoomHandler extends StandingService implements RoomHandler {

    /** The id zephserver's settings and programs know it by. */
    static final String ID = "zephserver.service.roomhandler_service/RoomHandler";

    private static final Logger LOG = LoggerFactory.getLogger(StandardRoomHandler.class);

    /** Rooms with at least one seat taken. */
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    /** The seats of users who signed in, by user id; no entry is ever empty. */
    private final Map<String, Set<Seat>> seatsOfUsers = new ConcurrentHashMap<>();

    @Override
    public String add(String room, User user) {
        String cid = UUID.randomUUID().toString().replace("-", "");
        Room taken = rooms.compute(room, (name, there) -> (there == null ? new Room(name) : there).oneMore());
        Seat seat = new Seat(cid, user, taken);
        seats.put(cid, seat);
        String userId = user.id();
        if (userId != null) {
            seatsOfUsers.compute(userId, (id, others) -> with(seat, others == null ? newSet() : others));
        }
        return cid;
    }

    private static Set<Seat> newSet() {
        return ConcurrentHashMap.newKeySet();
    }

    private static Set<Seat> with(Seat seat, Set<Seat> others) {
        others.add(seat);
        return others;
    }

    @Override
    public void attach(String cid, RoomMember member) {
        Seat seat = seat(cid);
        if (!seat.room().enter(seat, member)) {
            throw unknown(cid);
        }
    }

    @Override
    public void remove(String cid) {
        Seat seat = seats.remove(cid);
        if (seat == null) {
            return;
        }
        String userId = seat.user().id();
        if (userId != null) {
            seatsOfUsers.computeIfPresent(userId, (id, all) -> all.remove(seat) && all.isEmpty() ? null : all);
        }
        seat.room().leave(seat);
        rooms.computeIfPresent(seat.room().name(), (name, room) -> room.oneLess());
    }

    @Override
    public List<String> rooms() {
        return rooms.keySet().stream().sorted().toList();
    }

    @Override
    public List<String> usersIn(String room) {
        Room there = rooms.get(room);
        return there == null ? List.of() : there.usernames();
    }

    @Override
    public Optional<String> roomOf(String cid) {
        return Optional.ofNullable(seats.get(cid)).map(seat -> seat.room().name());
    }

    @Override
    public List<RoomMember> roommates(String cid) {
        Seat seat = seats.get(cid);
        return seat == null ? List.of() : seat.room().members();
    }

    @Override
    public void sendToRoom(String room, Said said) {
        if (!tell(room, new RoomMessage(said))) {
            LOG.debug("'{}' is said to room '{}', which nobody is in", said.task(), room);
        }
    }

    /** Any message to everybody in a room, in its place among all others. @return whether there is such a room */
    boolean tell(String room, RoomMessage message) {
        Room there = rooms.get(room);
        if (there != null) {
            there.tellEverybody(message);
        }
        return there != null;
    }

    @Override
    public void sendToUsers(Collection<String> ids, Said said) {
        RoomMessage message = new RoomMessage(said);
        for (String id : new LinkedHashSet<>(ids)) {
            Set<Seat> ofUser = seatsOfUsers.get(id);
            if (ofUser == null) {
                LOG.debug("'{}' is said to user '{}', who is in no room", said.task(), id);
            } else {
                ofUser.forEach(seat -> seat.room().tellOne(seat, message));
            }
        }
    }

    @Override
    public void sendToAll(Said said) {
        RoomMessage message = new RoomMessage(said);
        rooms.values().forEach(room -> room.tellEverybody(message));
    }

    @Override
    public void sendToCid(String cid, Said said) {
        Seat seat = seat(cid);
        seat.room().tellOne(seat, new RoomMessage(said));
    }

    @Override
    public void sendToOthers(String cid, Said said) {
        Seat seat = seat(cid);
        seat.room().tellOthers(seat, said);
    }

    private Seat seat(String cid) {
        Seat seat = seats.get(cid);
        if (seat == null) {
            throw unknown(cid);
        }
        return seat;
    }

    static IllegalArgumentException unknown(String cid) {
        return new IllegalArgumentException(
                "Expected the cid of somebody in a room of this node, got '" + cid + "', who has gone or never came");
    }
}
