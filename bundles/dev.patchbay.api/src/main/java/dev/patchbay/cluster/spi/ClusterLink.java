package dev.patchbay.cluster.spi;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** A node's part in the cluster, from joining to leaving. Thread-safe. */
@ConsumerType
public interface ClusterLink extends AutoCloseable {

    /**
     * Sends an event to every other node that can be reached. What one thread hands over arrives in that order at each.
     * May block for a while when a peer or the network is slow, and is interruptible.
     *
     * @throws IOException when it was not taken; the message says why
     */
    void send(OutgoingEvent event) throws IOException, InterruptedException;

    /** Leaves: the others notice at once. Ends every thread and socket; harmless when repeated. */
    @Override
    void close();
}
