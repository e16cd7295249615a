package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node among the nodes of a static list: a listener, and a peer for each of the others. */
final class ZephLink implements ClusterLink {

    /** Only differences of its instants count, so that setting the machine's clock changes nothing. */
    private static final InstantSource STEADY_CLOCK = () -> Instant.ofEpochSecond(0, System.nanoTime());

    private static final Logger LOG = LoggerFactory.getLogger(ZephLink.class);

    private static final int CLOSE_TIMEOUT_IN_MS = 1_000;
    private static final Set<String> RESERVED = Set.of(Wire.MULTIPART, Wire.PING, Wire.BYE);

    private final ClusterNode self;
    private final Cutter cutter;
    private final Map<String, Peer> peers = new TreeMap<>();
    private final Listener listener;
    private final Housekeeping housekeeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ZephLink(WireSettings settings, ClusterNode self, List<ClusterNode> nodes, ClusterReceiver receiver)
            throws IOException {
        this.self = self;
        this.cutter = new Cutter(self.name());
        PartCollector parts = new PartCollector(STEADY_CLOCK, settings.partsBytes());
        this.housekeeping = new Housekeeping(this::present, parts, receiver);
        for (ClusterNode node : nodes) {
            if (!node.name().equals(self.name())) {
                peers.put(node.name(), new Peer(node, self.name(), settings, housekeeping::membersChanged));
            }
        }
        Inbox inbox = new Inbox(self.name(), peers, parts, receiver);
        this.listener = Listener.open(HostPort.parse(self.address()), settings.bindAddress(), inbox::take);
    }

    /**
     * Listens and begins to look for the others; does not wait for them.
     *
     * @throws IllegalArgumentException when a name or an address cannot be used
     */
    static ZephLink open(WireSettings settings, ClusterNode self, List<ClusterNode> nodes, ClusterReceiver receiver)
            throws ClusterTransportException {
        try {
            ZephLink link = new ZephLink(settings, self, nodes, receiver);
            link.start();
            return link;
        } catch (IOException e) {
            throw new ClusterTransportException(
                    "Cannot listen for the cluster at " + self.address() + ": " + e.getMessage()
                            + ". Does another node of the same name run, or something else use the port?",
                    e);
        }
    }

    private void start() {
        housekeeping.start();
        listener.start();
        peers.values().forEach(Peer::start);
        LOG.info(
                "In a cluster of zephserver nodes as {} at {}, with {} others listed.",
                self.name(),
                self.address(),
                peers.size());
    }

    private List<ClusterNode> present() {
        List<ClusterNode> present = new ArrayList<>();
        present.add(self);
        peers.values().stream().filter(Peer::isReachable).map(Peer::node).forEach(present::add);
        return present;
    }

    /** Returns when it is queued for every peer; is held for a while only by a peer that answers but is too slow. */
    @Override
    public void send(OutgoingEvent event) throws IOException, InterruptedException {
        if (closed.get()) {
            throw new IOException("This node has left the cluster.");
        }
        if (RESERVED.contains(event.event())) {
            throw new IOException("An event cannot be called " + event.event() + "; the wire uses that name itself.");
        }
        Message message = cutter.cut(event.envelope());
        List<Peer> full = new ArrayList<>();
        for (Peer peer : peers.values()) {
            if (!peer.offer(message)) {
                full.add(peer);
            }
        }
        for (Peer peer : full) {
            peer.push(message);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listener.close();
        Message bye = Wire.signal(Wire.BYE, self.name());
        peers.values().forEach(peer -> peer.sayGoodbye(bye));
        Deadline deadline = new Deadline(CLOSE_TIMEOUT_IN_MS);
        peers.values().forEach(peer -> peer.close(deadline));
        housekeeping.close();
    }
}
