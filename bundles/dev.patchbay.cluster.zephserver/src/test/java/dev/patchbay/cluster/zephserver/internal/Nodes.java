package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.OutgoingEvent;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.rules.ExternalResource;

/** Makes nodes on loopback, and ends them after the test. */
final class Nodes extends ExternalResource {

    static final WireSettings FAST = new WireSettings("", 500, 500, 100, 1_000_000, 1_000_000);
    static final WireSettings AS_SHIPPED = new WireSettings("", 2_000, 2_000, 3_000, 16_777_216, 67_108_864);

    private final List<ClusterNode> listed = new ArrayList<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Lists a node at a free port. */
    ClusterNode list(String name) throws IOException {
        return list(name, FreePorts.next());
    }

    ClusterNode list(String name, int port) {
        ClusterNode node = new ClusterNode(name, "127.0.0.1:" + port);
        listed.add(node);
        return node;
    }

    static int port(ClusterNode node) {
        return HostPort.parse(node.address()).port();
    }

    ClusterLink join(ClusterNode self, ClusterReceiver receiver) throws Exception {
        return join(FAST, self, receiver);
    }

    ClusterLink join(WireSettings settings, ClusterNode self, ClusterReceiver receiver) throws Exception {
        return ending(ZephLink.open(settings, self, List.copyOf(listed), receiver));
    }

    <T extends AutoCloseable> T ending(T closeable) {
        running.push(closeable);
        return closeable;
    }

    /** An event with these data, as the core would encode it. */
    static OutgoingEvent event(String source, String name, Map<String, ?> data) {
        return new OutgoingEvent(name, source, Wire.envelope(name, source, data));
    }

    @Override
    protected void after() {
        for (AutoCloseable closeable : running) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
