package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.cluster.spi.ClusterTransportException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Joins a cluster of original zephserver nodes. */
@Component(property = ClusterTransport.NAME + "=zephserver", configurationPid = "dev.patchbay.zephCluster")
@Designate(ocd = ZephTransport.Config.class)
public final class ZephTransport implements ClusterTransport {

    /** Settings of section {@code zephCluster}. */
    @ObjectClassDefinition(
            name = "Cluster over zephserver's wire",
            description = "How this node talks to the others when cluster.transport is zephserver.")
    public @interface Config {

        @AttributeDefinition(
                name = "Address to listen on",
                description = "Empty: loopback when this node's own entry is a loopback address, otherwise every"
                        + " address of the machine, IPv4 and IPv6. The wire knows no authentication.")
        String bindAddress() default "";

        @AttributeDefinition(
                name = "Connect time-out",
                description = "In milliseconds; a node that does not accept for so long cannot be reached.",
                min = "1")
        int connectTimeoutInMs() default 2_000;

        @AttributeDefinition(
                name = "Answer time-out",
                description = "In milliseconds; a node that does not answer for so long cannot be reached.",
                min = "1")
        int answerTimeoutInMs() default 2_000;

        @AttributeDefinition(
                name = "Ping interval",
                description = "In milliseconds; how often a node is asked when nothing was sent to it.",
                min = "1")
        int pingIntervalInMs() default 3_000;

        @AttributeDefinition(
                name = "Queue of a node",
                description = "Bytes that may wait for one node. Past it the sender is held once for the answer"
                        + " time-out; then the oldest are dropped.",
                min = "1")
        int queueBytes() default 16_777_216;

        @AttributeDefinition(
                name = "Parts kept",
                description = "Bytes of long messages of which parts are missing; past it the oldest are dropped.",
                min = "1")
        int partsBytes() default 67_108_864;
    }

    private final Config config;

    @Activate
    public ZephTransport(Config config) {
        this.config = config;
    }

    @Override
    public ClusterLink join(ClusterNode self, List<ClusterNode> nodes, ClusterReceiver receiver)
            throws ClusterTransportException {
        try {
            return ZephLink.open(WireSettings.from(config), self, nodes, receiver);
        } catch (IllegalArgumentException e) {
            throw new ClusterTransportException(String.valueOf(e.getMessage()), e);
        }
    }
}
