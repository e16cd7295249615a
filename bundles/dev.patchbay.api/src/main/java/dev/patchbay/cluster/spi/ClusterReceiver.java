package dev.patchbay.cluster.spi;

import dev.patchbay.cluster.ClusterNode;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes what a transport brings. Any thread may call; the order of calls for one peer is the order in which its events
 * are told. Never throws for what a peer sent.
 */
@ProviderType
public interface ClusterReceiver {

    /**
     * An envelope as {@link OutgoingEvent} describes it, from another node; several may come in one text, separated by
     * line ends. Junk is logged with the peer's name and dropped.
     *
     * <p>Returns at once as a rule; blocks while this node's listeners are so far behind that the queue to them is
     * full, so that the transport slows the senders down.
     *
     * @param peer who sent it, for the log
     */
    void received(String peer, String envelopes);

    /** Who is in the cluster now, this node included. */
    void nodesChanged(List<ClusterNode> nodes);
}
