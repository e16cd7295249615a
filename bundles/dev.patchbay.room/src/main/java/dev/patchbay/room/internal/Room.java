package dev.patchbay.room.internal;

import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One room: who is present, in the order of coming, and what they have yet to be told.
 *
 * <p>What happens and what is to be told about it are written down in one step under the monitor, so everybody hears
 * everything in one order. Telling is done by the threads that caused it, each in its {@link #turn}, after the monitor
 * has been given back. A turn is held while members are called: they may only queue, so turns are short, and having to
 * wait for one keeps {@link #pending} as short as the number of threads that speak. A member that calls back from
 * {@code deliver}, such as one that leaves since its connection has ended, never waits: what that causes is told by the
 * same thread after its turn. So no thread ever holds one turn and waits for another.
 */
final class Room {

    /** The rooms in which this thread has caused something while it was telling; null while it is not telling. */
    private static final ThreadLocal<@Nullable Queue<Room>> CAUSED_MEANWHILE = new ThreadLocal<>();

    private record Telling(List<Seat> to, RoomMessage message) {}

    private final String name;
    private final ReentrantLock turn = new ReentrantLock();

    /** Those who are present, by cid; guarded by this, as the two below. */
    private final Map<String, Seat> present = new LinkedHashMap<>();

    /** {@link #present} as it is now; made anew with each change. */
    private List<Seat> everybody = List.of();

    private final Deque<Telling> pending = new ArrayDeque<>();

    /** Seats taken, present or not; touched only inside the handler's atomic steps on this room's name. */
    private int taken;

    Room(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Room oneMore() {
        taken++;
        return this;
    }

    @Nullable
    Room oneLess() {
        taken--;
        return taken == 0 ? null : this;
    }

    /** Makes somebody present; one who is already only changes the way he is reached. */
    boolean enter(Seat seat, RoomMember member) {
        synchronized (this) {
            if (seat.isGone()) {
                return false;
            }
            seat.reachBy(member);
            if (present.putIfAbsent(seat.cid(), seat) == null) {
                announce(seat, new RoomContent.Joined(name, seat.user().username()));
            }
        }
        tell();
        return true;
    }

    void leave(Seat seat) {
        synchronized (this) {
            seat.giveUp();
            if (present.remove(seat.cid()) != null) {
                announce(seat, new RoomContent.Left(name, seat.user().username()));
            }
        }
        tell();
    }

    private void announce(Seat seat, RoomContent notice) {
        everybody = List.copyOf(present.values());
        if (everybody.isEmpty()) {
            return;
        }
        if (!seat.user().isAnonymous()) {
            pending.add(new Telling(everybody, new RoomMessage(notice)));
        }
        pending.add(new Telling(everybody, new RoomMessage(new RoomContent.UserList(name, usernames()))));
    }

    synchronized List<String> usernames() {
        return everybody.stream()
                .map(Seat::user)
                .filter(user -> !user.isAnonymous())
                .map(user -> user.username())
                .toList();
    }

    synchronized List<RoomMember> members() {
        return everybody.stream().map(Seat::member).filter(Objects::nonNull).toList();
    }

    void tellEverybody(RoomMessage message) {
        synchronized (this) {
            pending.add(new Telling(everybody, message));
        }
        tell();
    }

    void tellOthers(Seat seat, Said said) {
        synchronized (this) {
            List<Seat> others =
                    everybody.stream().filter(Predicate.not(seat::equals)).toList();
            pending.add(new Telling(others, new RoomMessage(said)));
        }
        tell();
    }

    void tellOne(Seat seat, RoomMessage message) {
        synchronized (this) {
            pending.add(new Telling(List.of(seat), message));
        }
        tell();
    }

    private void tell() {
        Queue<Room> causedByThisThread = CAUSED_MEANWHILE.get();
        if (causedByThisThread != null) {
            causedByThisThread.add(this);
            return;
        }
        Queue<Room> caused = new ArrayDeque<>();
        CAUSED_MEANWHILE.set(caused);
        try {
            for (Room room = this; room != null; room = caused.poll()) {
                room.takeTurn();
            }
        } finally {
            CAUSED_MEANWHILE.remove();
        }
    }

    /** Tells what is pending now, which includes what this thread has caused unless another has told it already. */
    private void takeTurn() {
        turn.lock();
        try {
            for (int count = pendingCount(); count > 0; count--) {
                Telling next = next();
                next.to().forEach(seat -> seat.deliver(next.message()));
            }
        } finally {
            turn.unlock();
        }
    }

    private synchronized int pendingCount() {
        return pending.size();
    }

    private synchronized Telling next() {
        return pending.remove();
    }
}
