package dev.patchbay.cluster;

/**
 * A node of the cluster.
 *
 * @param name its name, unique in the cluster
 * @param address where it is met, as the transport writes it; empty when the transport does not know
 */
public record ClusterNode(String name, String address) {}
