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

    static Address address(Claim claim) {
        return ExtendedUUID.randomUUID(claim.node().name())
                .put(NAME, claim.node().name().getBytes(StandardCharsets.UTF_8))
                .put(ADDRESS, claim.node().address().getBytes(StandardCharsets.UTF_8))
                .put(START, Long.toString(claim.startInMs()).getBytes(StandardCharsets.UTF_8));
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
        Map<String, Address> owners = new LinkedHashMap<>();
        bearers(members).forEach((name, bearer) -> owners.put(name, bearer.member()));
        return owners;
    }

    /** What the node each name belongs to claims it with. */
    static Map<String, Claim> claims(Collection<Address> members) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        bearers(members).forEach((name, bearer) -> claims.put(name, bearer.claim()));
        return claims;
    }

    private static Map<String, Bearer> bearers(Collection<Address> members) {
        Map<ClusterNode, Bearer> places = new LinkedHashMap<>();
        for (Address member : members) {
            Claim claim = new Claim(node(member), startInMs(member));
            places.merge(claim.node(), new Bearer(member, claim.startInMs(), claim), Bearer::and);
        }
        Map<String, Bearer> bearers = new LinkedHashMap<>();
        places.forEach((node, bearer) -> bearers.merge(
                node.name(), bearer, BinaryOperator.minBy(Comparator.comparing(Bearer::claim, Claim.EARLIER_FIRST))));
        return bearers;
    }

    /**
     * Who bears a name at one address.
     *
     * @param startInMs when this member was started
     * @param claim that of the first member of this address
     */
    private record Bearer(Address member, long startInMs, Claim claim) {

        Bearer and(Bearer other) {
            Bearer younger = startInMs > other.startInMs ? this : other;
            Claim first = Claim.EARLIER_FIRST.compare(claim, other.claim) < 0 ? claim : other.claim;
            return new Bearer(younger.member, younger.startInMs, first);
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
