package dev.patchbay.cluster.spi;

import dev.patchbay.cluster.ClusterNode;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Takes what a transport brings; any thread, never blocks for long, never throws for what a peer sent. */
@ProviderType
public interface ClusterReceiver {

    /**
     * An envelope as {@link OutgoingEvent} describes it, from another node; several may come in one text, separated by
     * line ends. Junk is logged with the peer's name and dropped.
     *
     * @param peer who sent it, for the log
     */
    void received(String peer, String envelopes);

    /** Who is in the cluster now, this node included. */
    void nodesChanged(List<ClusterNode> nodes);
}
