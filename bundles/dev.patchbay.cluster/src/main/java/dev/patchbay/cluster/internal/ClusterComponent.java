package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterListener;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.event.EventBus;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.Node;
import dev.patchbay.node.spi.FindingSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's part in the cluster, if there is one; otherwise it is alone and every call succeeds. */
@Header(name = "Patchbay-Original-Settings", value = "CLUSTER_SERVER_LIST=cluster/members")
@Component(configurationPid = "dev.patchbay.cluster", immediate = true)
@Designate(ocd = ClusterComponent.Config.class)
public final class ClusterComponent implements Cluster, FindingSource {

    /** Settings of section {@code cluster}. */
    @ObjectClassDefinition(name = "Cluster", description = "Which nodes hear one another, and by what.")
    public @interface Config {

        @AttributeDefinition(
                name = "Members",
                description =
                        "The nodes of the cluster, this one included, each as name=host:port; also as zephserver's"
                                + " objects with hostname, address and port. Fewer than two: no cluster.")
        String[] members() default {};

        @AttributeDefinition(
                name = "Transport",
                description = "What carries the events: jgroups, nats, zephserver, or another by its name."
                        + " Empty: jgroups as soon as two members are listed.")
        String transport() default "";

        @AttributeDefinition(
                name = "Send timeout",
                description = "Milliseconds a sender is held at most while too much waits to be sent.",
                min = "0")
        long sendTimeoutInMs() default 5_000;

        @AttributeDefinition(
                name = "Events to send",
                description = "Events that may wait to be sent; past it senders are held.",
                min = "1")
        int sendQueueEvents() default 10_000;

        @AttributeDefinition(
                name = "Events received",
                description =
                        "Events that may wait for this node's listeners; past it the other nodes are slowed down.",
                min = "1")
        int receiveQueueEvents() default 10_000;

        @AttributeDefinition(
                name = "Queue memory",
                description = "Million characters that may wait in each of the two queues. A single larger event"
                        + " passes when nothing else waits.",
                min = "1")
        int queueMillionChars() default 32;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ClusterComponent.class);

    /** The one transport that needs no list of members. */
    private static final String FINDS_BY_ITSELF = "nats";

    private static final String DEFAULT_TRANSPORT = "jgroups";

    /** Longer than a start of all nodes side by side takes. */
    private static final long ALONE_FIRST_IN_SEC = 60;

    private static final long ALONE_AGAIN_IN_SEC = 600;

    private static final long JOIN_AGAIN_IN_MS = 30_000;

    private final ClusterNode self;
    private final String transport;
    private final Listeners listeners = new Listeners();
    private final Outbox outbox;
    private final Inbox inbox;
    private final Presence presence;
    private final Bridge bridge;
    private final Attendance attendance;
    private final @Nullable Solitude solitude;

    @Activate
    public ClusterComponent(@Reference Node node, @Reference EventBus bus, Config config) {
        List<ClusterNode> members = members(config);
        this.transport = transport(node.name(), members, config.transport().strip());
        this.self = members.stream()
                .filter(member -> member.name().equals(node.name()))
                .findFirst()
                .orElse(new ClusterNode(node.name(), ""));
        long chars = config.queueMillionChars() * 1_000_000L;
        this.presence = new Presence(self, bus);
        this.outbox = new Outbox(new Bounds(config.sendQueueEvents(), chars), config.sendTimeoutInMs());
        this.inbox = new Inbox(new Bounds(config.receiveQueueEvents(), chars));
        this.bridge = new Bridge(this, bus, config.sendQueueEvents());
        this.attendance = new Attendance(self, members, this::reception, outbox, presence, JOIN_AGAIN_IN_MS);
        this.solitude = members.size() < 2
                ? null
                : new Solitude(
                        () -> presence.nodes().size() < 2, attendance::failure, ALONE_FIRST_IN_SEC, ALONE_AGAIN_IN_SEC);
        LOG.info("cluster started: {}", transport.isEmpty() ? "this node is alone" : "over " + transport);
    }

    private static List<ClusterNode> members(Config config) {
        try {
            return Members.of(config.members());
        } catch (IllegalArgumentException e) {
            LOG.error("This node stays alone: {}", e.getMessage());
            return List.of();
        }
    }

    /** The name of the transport to wait for; empty when this node shall be alone. */
    private static String transport(String name, List<ClusterNode> members, String wanted) {
        if (members.size() < 2 && !wanted.equals(FINDS_BY_ITSELF)) {
            return "";
        }
        if (!members.isEmpty()
                && members.stream().noneMatch(member -> member.name().equals(name))) {
            LOG.error(
                    "This node stays alone: expected its name {} among cluster.members, got {}; change the list,"
                            + " or the name (host.name)",
                    name,
                    Members.names(members));
            return "";
        }
        return wanted.isEmpty() ? DEFAULT_TRANSPORT : wanted;
    }

    private Reception reception() {
        return new Reception(self.name(), inbox, this::arrived, presence::changed);
    }

    private void arrived(ClusterEvent event) {
        listeners.tell(event);
        bridge.arrived(event);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(ClusterTransport added, Map<String, ?> properties) {
        if (isWanted(properties)) {
            attendance.add(added);
        }
    }

    void removeTransport(ClusterTransport removed, Map<String, ?> properties) {
        if (isWanted(properties)) {
            attendance.remove(removed);
        }
    }

    private boolean isWanted(Map<String, ?> properties) {
        return !transport.isEmpty() && transport.equals(properties.get(ClusterTransport.NAME));
    }

    @Override
    public String self() {
        return self.name();
    }

    @Override
    public List<ClusterNode> nodes() {
        return presence.nodes();
    }

    @Override
    public boolean send(@Nullable String event, @Nullable Object data) {
        if (event == null || data == null) {
            return false;
        }
        return !outbox.isLinked() || outbox.send(Envelope.of(event, self.name(), data));
    }

    @Override
    public Registration subscribe(String event, ClusterListener listener) {
        return listeners.add(event, listener);
    }

    @Override
    public List<Finding> findings() {
        String sentence = solitude == null ? null : solitude.sentence();
        return sentence == null ? List.of() : List.of(new Finding("cluster", sentence));
    }

    @Deactivate
    void deactivate() {
        if (solitude != null) {
            solitude.close();
        }
        bridge.close();
        outbox.close();
        attendance.close();
        inbox.close();
        LOG.info("cluster stopped");
    }
}
