package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;

/** A node as JGroups sees it: its name and address travel inside its JGroups address, so every view tells them. */
final class Member {

    private static final String NAME = "n";
    private static final String ADDRESS = "a";
    private static final String START = "s";

    private Member() {}

    /** @param startInMs when it was started, in milliseconds since 1970 by its own clock */
    static Address address(ClusterNode node, long startInMs) {
        return ExtendedUUID.randomUUID(node.name())
                .put(NAME, node.name().getBytes(StandardCharsets.UTF_8))
                .put(ADDRESS, node.address().getBytes(StandardCharsets.UTF_8))
                .put(START, Long.toString(startInMs).getBytes(StandardCharsets.UTF_8));
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
     * The node each name belongs to: the one that claimed it first. Those of one address are one claim, and the youngest
     * of them has it, since the others have crashed and this is their restart. Two parts that merge may list their
     * members in any order, so the order of a view decides nothing, and every node decides alike.
     */
    static Map<String, Address> owners(Collection<Address> members) {
        Map<ClusterNode, Claim> claims = new LinkedHashMap<>();
        for (Address member : members) {
            long startInMs = startInMs(member);
            claims.merge(node(member), new Claim(member, startInMs, startInMs), Claim::and);
        }
        Map<String, Claim> first = new LinkedHashMap<>();
        claims.forEach((node, claim) -> first.merge(
                node.name(),
                claim,
                BinaryOperator.minBy(Comparator.comparingLong(Claim::sinceInMs).thenComparing(Claim::member))));
        Map<String, Address> owners = new LinkedHashMap<>();
        first.forEach((name, claim) -> owners.put(name, claim.member()));
        return owners;
    }

    /**
     * What a name is claimed with.
     *
     * @param startInMs when this member was started
     * @param sinceInMs when the first member of this address was
     */
    private record Claim(Address member, long startInMs, long sinceInMs) {

        Claim and(Claim other) {
            Claim younger = startInMs > other.startInMs ? this : other;
            return new Claim(younger.member, younger.startInMs, Math.min(sinceInMs, other.sinceInMs));
        }
    }

    private static long startInMs(Address address) {
        return address instanceof ExtendedUUID id && id.get(START) != null ? Long.parseLong(text(id.get(START))) : 0;
    }

    static List<ClusterNode> nodes(Collection<Address> members) {
        List<ClusterNode> nodes = new ArrayList<>();
        owners(members).values().forEach(member -> nodes.add(node(member)));
        return nodes;
    }
}
