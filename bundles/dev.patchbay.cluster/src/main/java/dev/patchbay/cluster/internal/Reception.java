package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterReceiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what one link brings, for as long as that link is used. What comes before joining is done waits, so that
 * whoever answers it has the link to answer by; a link that was left is not listened to any more.
 */
final class Reception implements ClusterReceiver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** Against many peers with junk; past it the list starts anew. */
    private static final int MOST_PEERS = 1_000;

    private final String self;
    private final Inbox inbox;
    private final Consumer<ClusterEvent> events;
    private final Consumer<List<ClusterNode>> changes;

    /** Peers whose last message was junk: told once. */
    private final Set<String> junkers = ConcurrentHashMap.newKeySet();

    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean closed;

    Reception(String self, Inbox inbox, Consumer<ClusterEvent> events, Consumer<List<ClusterNode>> changes) {
        this.self = self;
        this.inbox = inbox;
        this.events = events;
        this.changes = changes;
    }

    /** Reads on the transport's thread, so that the cluster's has only to tell. */
    @Override
    public void received(String peer, String envelopes) {
        List<ClusterEvent> read = new ArrayList<>();
        int start = 0;
        while (start < envelopes.length() && !closed) {
            int end = envelopes.indexOf('\n', start);
            end = end < 0 ? envelopes.length() : end;
            read(peer, envelopes.substring(start, end), read);
            start = end + 1;
        }
        if (!read.isEmpty()) {
            inbox.put(read.size(), envelopes.length(), () -> tell(read));
        }
    }

    private void read(String peer, String envelope, List<ClusterEvent> to) {
        if (envelope.isBlank()) {
            return;
        }
        try {
            ClusterEvent event = Envelope.read(envelope);
            if (!junkers.isEmpty()) {
                junkers.remove(peer);
            }
            if (!event.source().equals(self)) {
                to.add(event);
            }
        } catch (IOException e) {
            junk(peer, e);
        }
    }

    private void tell(List<ClusterEvent> read) {
        for (ClusterEvent event : read) {
            if (!isOpen()) {
                return;
            }
            events.accept(event);
        }
    }

    private void junk(String peer, IOException why) {
        if (junkers.size() > MOST_PEERS) {
            junkers.clear();
        }
        if (junkers.add(peer)) {
            LOG.warn("What {} sent is no cluster event and was dropped: {}", peer, why.getMessage());
        } else {
            LOG.debug("What {} sent is no cluster event and was dropped", peer, why);
        }
    }

    /** Waits until joining has come to an end; false when this link is not used. */
    private boolean isOpen() {
        try {
            opened.await();
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Joining is done. */
    void open() {
        opened.countDown();
    }

    @Override
    public void nodesChanged(List<ClusterNode> nodes) {
        List<ClusterNode> now = List.copyOf(nodes);
        inbox.force(() -> {
            if (isOpen()) {
                changes.accept(now);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        opened.countDown();
    }
}
