package dev.patchbay.cluster.spi;

import dev.patchbay.cluster.ClusterNode;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries messages between nodes. Publish it as a service with the property {@value #NAME}; setting
 * {@code cluster.transport} chooses one.
 */
@ConsumerType
public interface ClusterTransport {

    /** The service property that carries the transport's name, such as {@code jgroups}. */
    String NAME = "patchbay.cluster.transport";

    /**
     * Joins the cluster. May block while it looks for others, a few seconds at most; nodes that cannot be reached now
     * are found when they can be.
     *
     * @param self this node, and where the others meet it, {@code host:port}
     * @param nodes the configured nodes, this one included; empty for a transport that finds them by itself
     * @param receiver is told what comes, from before this method returns
     * @throws ClusterTransportException when this node cannot take part, in one sentence with what to do; it stays
     *     alone, and the transport is asked again after half a minute
     */
    ClusterLink join(ClusterNode self, List<ClusterNode> nodes, ClusterReceiver receiver)
            throws ClusterTransportException;
}
