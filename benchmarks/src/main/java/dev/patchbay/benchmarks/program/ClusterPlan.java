package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.process.NodePlan;

/** How the two nodes of a cluster are started. */
record ClusterPlan(NodePlan one, NodePlan two) {

    /** The first node's name. */
    static final String ONE = "one";

    /** The other's. */
    static final String TWO = "two";

    /**
     * Over JGroups.
     *
     * @param first address and port of the first node
     * @param second of the other
     */
    static ClusterPlan overJGroups(String first, String second) {
        String members = "{\"members\": [\"" + ONE + "=" + first + "\", \"" + TWO + "=" + second + "\"]}";
        return new ClusterPlan(named(ONE).with("cluster", members), named(TWO).with("cluster", members));
    }

    /**
     * Over NATS.
     *
     * @param first address and port by which the first node reaches the server
     * @param second likewise, the other
     */
    static ClusterPlan overNats(String first, String second) {
        return new ClusterPlan(overNats(named(ONE), first), overNats(named(TWO), second));
    }

    private static NodePlan overNats(NodePlan plan, String server) {
        return plan.with("cluster", "{\"transport\": \"nats\"}")
                .with("nats", "{\"servers\": [\"nats://" + server + "\"]}");
    }

    private static NodePlan named(String name) {
        return NodePlan.PLAIN.with("host", "{\"name\": \"" + name + "\"}");
    }
}
