package dev.patchbay.cluster;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what other nodes raise. */
@ConsumerType
@FunctionalInterface
public interface ClusterListener {

    /**
     * An event of another node. Called on the cluster's one thread: everybody waits while it runs, so it must be short.
     * What it throws is logged; the next listener is told all the same.
     */
    void onEvent(ClusterEvent event) throws Exception;
}
