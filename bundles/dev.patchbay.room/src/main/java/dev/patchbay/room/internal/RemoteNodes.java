package dev.patchbay.room.internal;

import dev.patchbay.room.Present;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the rooms of the other nodes, as far as they have told. Thread-safe.
 *
 * <p>Every change on a node has a number, one more than the one before; after a gap, or when a node is met in the
 * middle, what is known of it is <em>incomplete</em> until its full state comes. What comes from another life of a node
 * replaces everything known from the one before.
 */
final class RemoteNodes {

    /** What is known of one node. */
    private static final class Known {

        private final String life;
        private final Map<String, List<String>> rooms = new HashMap<>();
        private long seq;
        private boolean isComplete = true;

        Known(String life) {
            this.life = life;
        }

        void put(String room, List<String> usernames) {
            if (usernames.isEmpty()) {
                rooms.remove(room);
            } else {
                rooms.put(room, List.copyOf(usernames));
            }
        }
    }

    /** By name, in the order in which they are listed; guarded by this. */
    private final Map<String, Known> nodes = new TreeMap<>();

    /** A node's full state has come. @return the rooms in which something may have changed */
    synchronized Set<String> replace(String node, PresenceMessage state) {
        Known old = nodes.get(node);
        if (old != null && old.life.equals(state.life()) && old.seq > state.seq()) {
            return Set.of(); // overtaken by a change
        }
        Known known = new Known(state.life());
        known.seq = state.seq();
        state.rooms().forEach(known::put);
        nodes.put(node, known);
        Set<String> changed = new HashSet<>(known.rooms.keySet());
        changed.addAll(roomsOf(old));
        return changed;
    }

    private static Set<String> roomsOf(@Nullable Known known) {
        return known == null ? Set.of() : known.rooms.keySet();
    }

    /** The rooms of a node that have changed. @return the rooms in which something may have changed */
    synchronized Set<String> change(String node, PresenceMessage change) {
        Set<String> changed = new HashSet<>(change.rooms().keySet());
        changed.addAll(meet(node, change.life()));
        Known known = known(node, change.life());
        if (change.seq() <= known.seq) {
            return changed; // known already
        }
        known.isComplete &= change.seq() == known.seq + 1;
        known.seq = change.seq();
        change.rooms().forEach(known::put);
        return changed;
    }

    /** A node has said what number it is at. @return the rooms in which something may have changed */
    synchronized Set<String> compare(String node, PresenceMessage digest) {
        Set<String> changed = meet(node, digest.life());
        Known known = known(node, digest.life());
        known.isComplete &= digest.seq() <= known.seq;
        return changed;
    }

    /** Forgets a former life. @return the rooms it was in */
    private Set<String> meet(String node, String life) {
        Known old = nodes.get(node);
        if (old == null || old.life.equals(life)) {
            return Set.of();
        }
        nodes.remove(node);
        return Set.copyOf(old.rooms.keySet());
    }

    private Known known(String node, String life) {
        return nodes.computeIfAbsent(node, name -> new Known(life));
    }

    /** Whether that node's full state is needed. */
    synchronized boolean isIncomplete(String node) {
        Known known = nodes.get(node);
        return known != null && !known.isComplete;
    }

    /** Forgets all nodes but these. @return the rooms the others were in */
    synchronized Set<String> keepOnly(Collection<String> names) {
        Set<String> changed = new HashSet<>();
        nodes.forEach((name, known) -> {
            if (!names.contains(name)) {
                changed.addAll(known.rooms.keySet());
            }
        });
        nodes.keySet().retainAll(names);
        return changed;
    }

    /** Those in a room, by node. */
    synchronized List<Present> in(String room) {
        List<Present> present = new ArrayList<>();
        nodes.forEach((node, known) -> known.rooms
                .getOrDefault(room, List.of())
                .forEach(username -> present.add(new Present(username, node))));
        return present;
    }
}
