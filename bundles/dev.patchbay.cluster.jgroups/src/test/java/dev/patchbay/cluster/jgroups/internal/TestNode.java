package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TCP;
import org.jgroups.stack.ProtocolStack;

/** A node with a receiver that remembers. */
final class TestNode implements ClusterReceiver, AutoCloseable {

    final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    volatile List<ClusterNode> nodes = List.of();

    /** The names that were in the cluster with this one, each time they changed. */
    final Queue<String> views = new ConcurrentLinkedQueue<>();

    final ClusterNode self;
    private final JGroupsTransport transport;
    private JGroupsLink link;

    TestNode(ClusterNode self, Map<String, Object> settings) {
        this.self = self;
        this.transport = new JGroupsTransport(Settings.of(settings));
    }

    /** Members on loopback, each with a port that is free now. */
    static List<ClusterNode> members(String... names) {
        return Stream.of(names)
                .map(name -> new ClusterNode(name, "127.0.0.1:" + FreePorts.next()))
                .toList();
    }

    static TestNode joined(ClusterNode self, List<ClusterNode> members) throws ClusterTransportException {
        return joined(self, members, Map.of());
    }

    static TestNode joined(ClusterNode self, List<ClusterNode> members, Map<String, Object> settings)
            throws ClusterTransportException {
        TestNode node = new TestNode(self, settings);
        node.join(members);
        return node;
    }

    void join(List<ClusterNode> members) throws ClusterTransportException {
        link = (JGroupsLink) transport.join(self, members, this);
    }

    JGroupsLink link() {
        return link;
    }

    OutgoingEvent event(String data) {
        return new OutgoingEvent("e", self.name(), data);
    }

    void send(String text) throws IOException, InterruptedException {
        link.send(event(text));
    }

    String next() throws InterruptedException {
        return received.poll(20, TimeUnit.SECONDS);
    }

    String names() {
        return nodes.stream()
                .map(ClusterNode::name)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    /** Nothing leaves and nothing comes in until healed. */
    void cut() {
        ProtocolStack stack = link.channel().getProtocolStack();
        try {
            stack.insertProtocol(new DISCARD().discardAll(true), ProtocolStack.Position.ABOVE, TCP.class);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void heal() {
        link.channel().getProtocolStack().removeProtocol(DISCARD.class);
    }

    @Override
    public void received(String peer, String envelopes) {
        received.addAll(List.of(envelopes.split("\n")));
    }

    @Override
    public void nodesChanged(List<ClusterNode> now) {
        nodes = now;
        views.add(names());
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }

    static Map<String, Object> with(String key, Object value) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(key, value);
        return settings;
    }
}
