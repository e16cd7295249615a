package dev.patchbay.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Raises events on every other node.
 *
 * <p>Delivery: at most once; in order for each pair of sender and receiver; never to the sender. A node that cannot be
 * reached misses what is raised meanwhile. Without a cluster every call succeeds and does nothing.
 *
 * <p>Membership is told as events of this node, {@code node.joined} and {@code node.left}, with the property
 * {@code node}. A node that restarts quickly may go unseen.
 */
@ProviderType
public interface Cluster {

    /** This node's name. */
    String self();

    /** The nodes that hear one another, this one included, sorted by name; this one alone without a cluster. */
    List<ClusterNode> nodes();

    /**
     * Raises an event on every other node. Returns when it is on its way; may block while the transport is held up, at
     * most for the time of setting {@code cluster.sendTimeoutInMs}.
     *
     * @param event its name; when null nothing is sent
     * @param data records or plain Java types of any size; when null nothing is sent
     * @return whether it is on its way or there is nobody to hear it; false, and a line in the log, when the transport
     *     could not take it, or when either was null
     * @throws IllegalArgumentException when the data cannot be expressed in JSON, with the reason
     */
    boolean send(@Nullable String event, @Nullable Object data);

    /** The same as {@link #send}, by the name zephserver's documentation gives it. */
    default boolean say(@Nullable String event, @Nullable Object data) {
        return send(event, data);
    }

    /**
     * Has a listener told whenever another node raises that event. Listeners of one event are told in the order of
     * subscribing; one that subscribes twice is told twice.
     *
     * @return ends the subscription when closed; harmless when repeated
     */
    Registration subscribe(String event, ClusterListener listener);

    /** Something that can be ended. */
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
