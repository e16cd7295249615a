package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A transport in memory, whose messages can be held, refused and kept from nodes that are cut off. */
final class Hub implements ClusterTransport {

    /** What the links were asked to send, one text for each call. */
    final LinkedBlockingQueue<List<String>> calls = new LinkedBlockingQueue<>();

    private final Map<String, ClusterReceiver> receivers = new ConcurrentHashMap<>();
    private final Map<String, ClusterNode> nodes = new TreeMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Semaphore passes = new Semaphore(Integer.MAX_VALUE / 2);
    volatile String refusal;
    volatile String failure;
    volatile int joins;

    /** No message passes until it is let. */
    void hold() {
        passes.drainPermits();
    }

    void pass(int messages) {
        passes.release(messages);
    }

    @Override
    public synchronized ClusterLink join(ClusterNode self, List<ClusterNode> members, ClusterReceiver receiver)
            throws ClusterTransportException {
        joins++;
        if (refusal != null) {
            throw new ClusterTransportException(refusal);
        }
        receivers.put(self.name(), receiver);
        nodes.put(self.name(), self);
        changed();
        return new ClusterLink() {
            @Override
            public void send(OutgoingEvent event) throws IOException, InterruptedException {
                sendAll(List.of(event));
            }

            @Override
            public void sendAll(List<OutgoingEvent> events) throws IOException, InterruptedException {
                calls.add(events.stream().map(OutgoingEvent::envelope).toList());
                passes.acquire();
                if (failure != null) {
                    throw new IOException(failure);
                }
                deliver(self.name(), String.join("\n", calls(events)));
            }

            @Override
            public void close() {
                left(self.name());
            }
        };
    }

    private static List<String> calls(List<OutgoingEvent> events) {
        return events.stream().map(OutgoingEvent::envelope).toList();
    }

    /** To everybody, the sender included: who does not want his own must say so. */
    void deliver(String from, String envelopes) {
        receivers.forEach((name, receiver) -> {
            if (cut.contains(name) == cut.contains(from)) {
                receiver.received(from, envelopes);
            }
        });
    }

    synchronized void left(String name) {
        receivers.remove(name);
        nodes.remove(name);
        changed();
    }

    synchronized void cut(String name) {
        cut.add(name);
        changed();
    }

    synchronized void heal(String name) {
        cut.remove(name);
        changed();
    }

    private void changed() {
        receivers.forEach((name, receiver) -> {
            List<ClusterNode> reached = new ArrayList<>(nodes.values());
            reached.removeIf(node -> cut.contains(node.name()) != cut.contains(name));
            receiver.nodesChanged(reached);
        });
    }
}
