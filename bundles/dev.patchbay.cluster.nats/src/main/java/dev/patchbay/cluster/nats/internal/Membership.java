package dev.patchbay.cluster.nats.internal;

import dev.patchbay.cluster.ClusterNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Who is there, by what was heard and how long ago. Thread-safe; calls nobody. */
final class Membership {

    private record Seen(Signal last, long atInNanos) {}

    private final Signal self;
    private final long timeoutInNanos;

    /** By id of the start; this node is not among them. */
    private final Map<String, Seen> others = new HashMap<>();

    Membership(Signal self, int timeoutInMs) {
        this.self = self;
        this.timeoutInNanos = TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
    }

    /**
     * Takes what was heard.
     *
     * @return whether it was said by somebody new, who should be told at once that this node is there
     */
    synchronized boolean heard(Signal signal, long nowInNanos) {
        if (signal.id().equals(self.id())) {
            return false;
        }
        if (signal.kind() == Signal.Kind.BYE) {
            others.remove(signal.id());
            return false;
        }
        boolean isNew = others.put(signal.id(), new Seen(signal, nowInNanos)) == null;
        return isNew || signal.kind() == Signal.Kind.HELLO;
    }

    /** Forgets those that were silent for too long. */
    synchronized void expire(long nowInNanos) {
        others.values().removeIf(seen -> nowInNanos - seen.atInNanos() > timeoutInNanos);
    }

    /** Whether a node of the same name was there first, so that this one takes no part. */
    synchronized boolean isAside() {
        return others.values().stream()
                .map(Seen::last)
                .anyMatch(other -> other.node().equals(self.node()) && other.isBefore(self));
    }

    /** The name of a node that was heard of, otherwise the id itself. */
    synchronized String nameOf(String id) {
        Seen seen = others.get(id);
        return seen == null ? id : seen.last().node();
    }

    /** Those that take part, this node included; of two starts of one node the newer. */
    synchronized List<ClusterNode> nodes() {
        Map<String, Signal> byName = new TreeMap<>();
        if (!isAside()) {
            partaking(others.values())
                    .forEach(signal -> byName.merge(signal.node(), signal, (a, b) -> a.isBefore(b) ? b : a));
        }
        byName.put(self.node(), self);
        return byName.values().stream()
                .map(signal -> new ClusterNode(signal.node(), signal.address()))
                .toList();
    }

    private static List<Signal> partaking(Collection<Seen> seen) {
        List<Signal> partaking = new ArrayList<>();
        for (Seen one : seen) {
            if (one.last().kind() != Signal.Kind.ASIDE) {
                partaking.add(one.last());
            }
        }
        return partaking;
    }
}
