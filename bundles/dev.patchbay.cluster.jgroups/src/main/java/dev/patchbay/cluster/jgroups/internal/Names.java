package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has which name in this node's part of the cluster. Thread-safe. */
final class Names {

    private static final Logger LOG = LoggerFactory.getLogger(Names.class);

    /** Against many newcomers; past it the list starts anew. */
    private static final int MOST_TWINS = 1_000;

    private final Claim self;

    /** The claims of those who are in the cluster with this node, itself included, by name. */
    private volatile Map<String, Claim> present;

    /** Nodes whose name belongs to another; each is told once. */
    private final Set<ClusterNode> twins = ConcurrentHashMap.newKeySet();

    private volatile Consumer<ClusterNode> loser = first -> {};

    Names(Claim self) {
        this.self = self;
        this.present = Map.of(self.node().name(), self);
    }

    /** This node's own claim. */
    Claim self() {
        return self;
    }

    /** Is told, by any thread and maybe more than once, which node has this node's name. */
    void whenLost(Consumer<ClusterNode> listener) {
        loser = listener;
    }

    /** Another node says that this one's name belongs to that one. */
    void lost(ClusterNode first) {
        loser.accept(first);
    }

    /** These are in the cluster with this node now. */
    void present(Collection<Address> members) {
        Map<String, Claim> claims = new LinkedHashMap<>(Member.claims(members));
        claims.merge(self.node().name(), self, (there, own) -> there.rivals(own) ? earlier(there, own) : there);
        present = claims;
    }

    private static Claim earlier(Claim one, Claim other) {
        return Claim.EARLIER_FIRST.compare(one, other) < 0 ? one : other;
    }

    /** The node here that has the newcomer's name by an earlier claim; null when he may come in. */
    @Nullable
    ClusterNode owner(Claim newcomer) {
        Claim there = present.get(newcomer.node().name());
        return there != null
                        && there.rivals(newcomer)
                        && earlier(there, newcomer).equals(there)
                ? there.node()
                : null;
    }

    /** Says once of another node that its name belongs to the first. */
    void twins(ClusterNode first, ClusterNode later) {
        if (twins.size() > MOST_TWINS) {
            twins.clear();
        }
        if (twins.add(later)) {
            LOG.error(
                    "Two nodes are named {}: {} and {}; the later one, {}, does not take part. Give it another name",
                    later.name(),
                    first.address(),
                    later.address(),
                    later.address());
        }
    }
}
