package dev.patchbay.cluster.spi;

import java.io.IOException;
import java.util.List;
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

    /**
     * Sends several events as {@link #send} does, in the order of the list. Called when more than one was waiting; a
     * transport that carries many in one message does better than one after the other.
     *
     * @param events one or more
     * @throws IOException when not all were taken; the message says why. Some may be under way
     */
    default void sendAll(List<OutgoingEvent> events) throws IOException, InterruptedException {
        for (OutgoingEvent event : events) {
            send(event);
        }
    }

    /** Leaves: the others notice at once. Ends every thread and socket; harmless when repeated. */
    @Override
    void close();
}
