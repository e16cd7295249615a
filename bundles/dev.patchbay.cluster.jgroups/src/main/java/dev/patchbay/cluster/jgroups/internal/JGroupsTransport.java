package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.cluster.spi.ClusterTransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.JChannel;
import org.jgroups.logging.LogFactory;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Carries cluster events over JGroups: TCP between the listed nodes, sealed with a shared secret. */
@Component(configurationPid = "dev.patchbay.jgroups", property = ClusterTransport.NAME + "=jgroups")
@Designate(ocd = JGroupsTransport.Config.class)
public final class JGroupsTransport implements ClusterTransport {

    /** Settings of section {@code jgroups}. */
    @ObjectClassDefinition(
            name = "Cluster over JGroups",
            description = "How the listed nodes find and watch each other.")
    public @interface Config {

        @AttributeDefinition(
                name = "Secret",
                description = "File with the secret all nodes share, at least 16 characters; white space around it"
                        + " does not count. With it everything between nodes is encrypted and a node without it is"
                        + " not let in. Empty: no secret.")
        String secretPath() default "";

        @AttributeDefinition(
                name = "Allow without secret",
                description = "Whether a node without a secret may take part on an address others can reach. Anybody"
                        + " who reaches that address can then read and raise events.")
        boolean allowWithoutSecret() default false;

        @AttributeDefinition(name = "Group", description = "Nodes of another group name are never in this cluster.")
        String group() default "patchbay";

        @AttributeDefinition(
                name = "Join timeout",
                description = "Milliseconds a node looks for others when it starts, before it starts on its own.",
                min = "100")
        long joinTimeoutInMs() default 2_000;

        @AttributeDefinition(name = "Heartbeat", description = "Milliseconds between two signs of life.", min = "100")
        long heartbeatIntervalInMs() default 1_000;

        @AttributeDefinition(
                name = "Heartbeat timeout",
                description = "Milliseconds of silence after which a node counts as gone; must be longer than two"
                        + " heartbeats.",
                min = "300")
        long heartbeatTimeoutInMs() default 3_000;

        @AttributeDefinition(
                name = "Merge interval",
                description = "Milliseconds after which parts of the cluster look for each other, at most; they are"
                        + " together again about three times that after a cut has healed.",
                min = "200")
        long mergeIntervalInMs() default 1_500;
    }

    static {
        LogFactory.setCustomLogFactory(new QuietLog.Factory());
    }

    private static final int SHORTEST_SECRET = 16;

    private final Config config;
    private final @Nullable Seal seal;
    private final @Nullable String fault;

    /** A secret that cannot be used is told to who joins, since only then it matters. */
    @Activate
    public JGroupsTransport(Config config) {
        this.config = config;
        Seal made = null;
        String problem = null;
        try {
            made = config.secretPath().isBlank() ? null : Seal.of(secret(Path.of(config.secretPath())));
        } catch (ClusterTransportException e) {
            problem = e.getMessage();
        }
        this.seal = made;
        this.fault = problem;
    }

    @Override
    public ClusterLink join(ClusterNode self, List<ClusterNode> nodes, ClusterReceiver receiver)
            throws ClusterTransportException {
        if (fault != null) {
            throw new ClusterTransportException(fault);
        }
        HostPort place = HostPort.of(self);
        IpAddress here = new IpAddress(place.address(), place.port());
        if (seal == null && !here.getIpAddress().isLoopbackAddress() && !config.allowWithoutSecret()) {
            throw new ClusterTransportException("Node " + self.name() + " would take part at " + self.address()
                    + " without a secret; set jgroups.secretPath, or jgroups.allowWithoutSecret to true");
        }
        Names names = new Names(new Claim(self, System.currentTimeMillis()));
        Hosts hosts = new Hosts(here, others(self, nodes));
        JChannel channel = new Stack(config, names, hosts, seal).channel(here);
        return JGroupsLink.join(names, hosts, channel, config.group(), receiver);
    }

    private static List<HostPort> others(ClusterNode self, List<ClusterNode> nodes) throws ClusterTransportException {
        List<HostPort> others = new ArrayList<>();
        for (ClusterNode node : nodes) {
            if (!node.equals(self)) {
                others.add(HostPort.of(node));
            }
        }
        return others;
    }

    private static String secret(Path file) throws ClusterTransportException {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw new ClusterTransportException(
                    "The secret cannot be read from " + file.toAbsolutePath() + " (jgroups.secretPath): " + e, e);
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw new ClusterTransportException("Expected a secret of at least " + SHORTEST_SECRET + " characters in "
                    + file.toAbsolutePath() + " (jgroups.secretPath), got " + secret.length());
        }
        return secret;
    }
}
