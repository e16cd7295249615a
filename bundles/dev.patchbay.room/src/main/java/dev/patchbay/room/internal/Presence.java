package dev.patchbay.room.internal;

import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomContent.PresentList;
import dev.patchbay.room.RoomMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in which room on every node.
 *
 * <p>A node sends its full state to those who come and to those who ask, each change of a room with the next number,
 * and its present number again and again. Whoever sees that it missed a number asks for the full state. All of this
 * node's telling, to other nodes and to its own members, is done by one thread, which takes all changes of a short time
 * together.
 */
final class Presence {

    /** How often things are done; asked for anew each time, so that changed settings hold at once. */
    record Intervals(long digestInMs, long coalesceInMs) {}

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final long MAX_CHECK_INTERVAL_IN_MS = 500;

    private final String life = UUID.randomUUID().toString();
    private final RemoteNodes remote = new RemoteNodes();
    private final Supplier<@Nullable WatchedHandler> local;
    private final Neighbours neighbours;
    private final Supplier<Intervals> intervals;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, work -> new Thread(work, "patchbay-room-presence"), new ThreadPoolExecutor.DiscardPolicy());

    /** The rooms to look at next, here or elsewhere changed; any thread. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean isLookDue = new AtomicBoolean();
    private final AtomicBoolean isStateDue = new AtomicBoolean();

    /** When each node was last asked for its state, in ns; touched by the cluster's thread and the check. */
    private final Map<String, Long> askedAt = new ConcurrentHashMap<>();

    /** What other nodes have been told; rooms with users only. This thread only, as all below. */
    private final Map<String, List<String>> published = new HashMap<>();

    private long seq;

    /** What our members have been told last. */
    private final Map<String, List<Present>> told = new HashMap<>();

    private Set<String> met = Set.of();

    Presence(Supplier<@Nullable WatchedHandler> local, Neighbours neighbours, Supplier<Intervals> intervals) {
        this.local = local;
        this.neighbours = neighbours;
        this.intervals = intervals;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        again(this::check, this::checkInterval);
        again(this::digest, () -> intervals.get().digestInMs());
    }

    private long checkInterval() {
        return Math.min(MAX_CHECK_INTERVAL_IN_MS, intervals.get().digestInMs());
    }

    private void again(Runnable work, Supplier<Long> intervalInMs) {
        Runnable andAgain = () -> {
            safely(work);
            again(work, intervalInMs);
        };
        thread.schedule(andAgain, intervalInMs.get(), TimeUnit.MILLISECONDS);
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Telling who is present failed; it is tried again", e);
        }
    }

    void stop() {
        thread.shutdownNow();
    }

    /** This node's first, then the others' by node. Any thread. */
    List<Present> in(String room) {
        List<Present> present = new ArrayList<>();
        String self = neighbours.self();
        usersHere(room).forEach(username -> present.add(new Present(username, self)));
        present.addAll(remote.in(room));
        return present;
    }

    private List<String> usersHere(String room) {
        WatchedHandler handler = local.get();
        return handler == null ? List.of() : handler.usersIn(room);
    }

    /** Somebody came or went in a room of this node. Any thread. */
    void changed(String room) {
        changed(Set.of(room));
    }

    private void changed(Collection<String> rooms) {
        changed.addAll(rooms);
        if (!rooms.isEmpty() && isLookDue.compareAndSet(false, true)) {
            soon(this::look);
        }
    }

    private void soon(Runnable work) {
        thread.schedule(() -> safely(work), intervals.get().coalesceInMs(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        isLookDue.set(false);
        for (String room : List.copyOf(changed)) {
            changed.remove(room);
            publish(room);
            tellMembers(room);
        }
    }

    private void publish(String room) {
        List<String> now = usersHere(room);
        if (now.equals(published.getOrDefault(room, List.of()))) {
            return;
        }
        if (now.isEmpty()) {
            published.remove(room);
        } else {
            published.put(room, now);
        }
        seq++;
        neighbours.tell(PresenceMessage.CHANGE, new PresenceMessage(life, seq, Map.of(room, now)).toPlain());
    }

    private void tellMembers(String room) {
        List<Present> now = in(room);
        List<Present> before = told.getOrDefault(room, List.of());
        WatchedHandler handler = local.get();
        if (now.equals(before) || handler == null) {
            return;
        }
        boolean isAnybodyHere = handler.tell(room, new RoomMessage(new PresentList(room, now)));
        if (isAnybodyHere && !now.isEmpty()) {
            told.put(room, now);
        } else {
            told.remove(room);
        }
    }

    /** Notices which nodes have come and gone. */
    private void check() {
        Set<String> nodes = neighbours.names();
        changed(remote.keepOnly(nodes));
        askedAt.keySet().retainAll(nodes);
        if (!met.containsAll(nodes)) {
            stateSoon();
        }
        met = nodes;
    }

    /** Notices what has changed here without a word to us, and lets others notice what they missed. */
    private void digest() {
        WatchedHandler handler = local.get();
        Set<String> rooms = new HashSet<>(handler == null ? List.of() : handler.rooms());
        told.keySet().retainAll(rooms);
        rooms.addAll(published.keySet());
        rooms.removeIf(room -> usersHere(room).equals(published.getOrDefault(room, List.of())));
        changed(rooms);
        neighbours.tell(PresenceMessage.DIGEST, new PresenceMessage(life, seq, Map.of()).toPlain());
    }

    private void stateSoon() {
        if (isStateDue.compareAndSet(false, true)) {
            soon(this::sendState);
        }
    }

    private void sendState() {
        isStateDue.set(false);
        neighbours.tell(PresenceMessage.STATE, new PresenceMessage(life, seq, Map.copyOf(published)).toPlain());
    }

    /** Another node has told something. The cluster's thread. @throws IllegalArgumentException when it is junk */
    void hear(ClusterEvent event) {
        switch (event.event()) {
            case PresenceMessage.STATE -> changed(remote.replace(event.source(), PresenceMessage.of(event.data())));
            case PresenceMessage.CHANGE -> changed(remote.change(event.source(), PresenceMessage.of(event.data())));
            case PresenceMessage.DIGEST -> changed(remote.compare(event.source(), PresenceMessage.of(event.data())));
            case PresenceMessage.ASK -> hearQuestion(PresenceMessage.asked(event.data()));
            default -> throw new IllegalArgumentException("expected an event of presence, got " + event.event());
        }
        if (remote.isIncomplete(event.source())) {
            ask(event.source());
        }
    }

    private void hearQuestion(String node) {
        if (node.equals(neighbours.self())) {
            stateSoon();
        }
    }

    /** An answer that is lost is asked for again, but not with each message that comes meanwhile. */
    private void ask(String node) {
        long now = System.nanoTime();
        long patience = TimeUnit.MILLISECONDS.toNanos(checkInterval());
        Long before = askedAt.get(node);
        if (before == null || now - before > patience) {
            askedAt.put(node, now);
            neighbours.tell(PresenceMessage.ASK, Map.of("node", node));
        }
    }
}
