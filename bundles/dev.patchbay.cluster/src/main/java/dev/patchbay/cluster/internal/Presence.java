package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.event.EventBus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is in the cluster now; changes become events of this node. */
final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final ClusterNode self;
    private final EventBus bus;

    private volatile List<ClusterNode> nodes;

    Presence(ClusterNode self, EventBus bus) {
        this.self = self;
        this.bus = bus;
        this.nodes = List.of(self);
    }

    /** Sorted by name, this node included. */
    List<ClusterNode> nodes() {
        return nodes;
    }

    /** These are there now; this node is, whether it is among them or not. */
    void changed(Collection<ClusterNode> now) {
        Map<String, ClusterNode> there = byName(now);
        Map<String, ClusterNode> before;
        synchronized (this) {
            before = byName(nodes);
            nodes = List.copyOf(there.values());
        }
        before.values().stream().filter(node -> !there.containsKey(node.name())).forEach(this::left);
        there.values().stream().filter(node -> !before.containsKey(node.name())).forEach(this::joined);
    }

    void alone() {
        changed(List.of());
    }

    private Map<String, ClusterNode> byName(Collection<ClusterNode> some) {
        Map<String, ClusterNode> byName = new TreeMap<>();
        some.forEach(node -> byName.put(node.name(), node));
        byName.putIfAbsent(self.name(), self);
        return byName;
    }

    private void joined(ClusterNode node) {
        LOG.info("Node {} at {} is in the cluster", node.name(), node.address());
        bus.publish("node.joined", Map.of("node", node.name(), "address", node.address()));
    }

    private void left(ClusterNode node) {
        LOG.info("Node {} at {} is no longer in the cluster", node.name(), node.address());
        bus.publish("node.left", Map.of("node", node.name(), "address", node.address()));
    }
}
