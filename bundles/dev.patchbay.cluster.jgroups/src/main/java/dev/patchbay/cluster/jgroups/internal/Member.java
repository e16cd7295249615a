package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;

/** A node as JGroups sees it: its name and address travel inside its JGroups address, so every view tells them. */
final class Member {

    private static final String NAME = "n";
    private static final String ADDRESS = "a";

    private Member() {}

    static Address address(ClusterNode node) {
        return ExtendedUUID.randomUUID(node.name())
                .put(NAME, node.name().getBytes(StandardCharsets.UTF_8))
                .put(ADDRESS, node.address().getBytes(StandardCharsets.UTF_8));
    }

    static ClusterNode node(Address address) {
        return address instanceof ExtendedUUID id && id.get(NAME) != null
                ? new ClusterNode(text(id.get(NAME)), text(id.get(ADDRESS)))
                : new ClusterNode(address.toString(), "");
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The node each name belongs to: the one that joined first, unless a later one has the same address, since then the
     * first has crashed and this is its restart.
     */
    static Map<String, Address> owners(Collection<Address> membersInOrderOfJoining) {
        Map<String, Address> owners = new LinkedHashMap<>();
        for (Address member : membersInOrderOfJoining) {
            owners.merge(
                    node(member).name(), member, (first, later) -> node(first).equals(node(later)) ? later : first);
        }
        return owners;
    }

    static List<ClusterNode> nodes(Collection<Address> members) {
        List<ClusterNode> nodes = new ArrayList<>();
        owners(members).values().forEach(member -> nodes.add(node(member)));
        return nodes;
    }
}
