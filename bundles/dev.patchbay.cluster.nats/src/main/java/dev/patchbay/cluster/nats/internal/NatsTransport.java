package dev.patchbay.cluster.nats.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.cluster.spi.ClusterTransportException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Joins the nodes that meet at a NATS server. */
@Component(
        property = ClusterTransport.NAME + "=nats",
        configurationPid = "dev.patchbay.nats",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = NatsTransport.Config.class)
public final class NatsTransport implements ClusterTransport {

    /** Settings of section {@code nats}. */
    @ObjectClassDefinition(
            name = "Cluster over NATS",
            description = "Where this node meets the others when cluster.transport is nats.")
    public @interface Config {

        @AttributeDefinition(
                name = "Servers",
                description = "URLs of one NATS server or of several that form a NATS cluster: nats://host:port, or"
                        + " tls://host:port.")
        String[] servers() default "nats://127.0.0.1:4222";

        @AttributeDefinition(
                name = "Cluster",
                description = "Nodes with the same name hear one another. Letters, digits, - and _; it becomes part of"
                        + " the subjects patchbay.<cluster>.event and patchbay.<cluster>.node.")
        String cluster() default "patchbay";

        @AttributeDefinition(name = "User name", description = "Empty for none; needs passwordPath.")
        String username() default "";

        @AttributeDefinition(name = "Password", description = "File whose first line is the user's password.")
        String passwordPath() default "";

        @AttributeDefinition(name = "Token", description = "File whose first line is a token; instead of a user name.")
        String tokenPath() default "";

        @AttributeDefinition(
                name = "Credentials",
                description = "Credentials file with JWT and NKEY seed, as nsc writes it; instead of a user name.")
        String credentialsPath() default "";

        @AttributeDefinition(
                name = "Certificate authority",
                description = "PEM file with the certificates to trust. With it, or a trust store, only TLS is used.")
        String caPath() default "";

        @AttributeDefinition(
                name = "Trust store",
                description = "PKCS #12 or JKS file with the certificates to trust; instead of caPath.")
        String trustStorePath() default "";

        @AttributeDefinition(
                name = "Password of the trust store",
                description = "File whose first line is the password; empty for none.")
        String trustStorePasswordPath() default "";

        @AttributeDefinition(
                name = "Client certificate",
                description = "PEM file with this node's certificate chain; empty for none.")
        String certificatePath() default "";

        @AttributeDefinition(
                name = "Key of the client certificate",
                description = "PEM file with the private key: PKCS #8, not encrypted.")
        String keyPath() default "";

        @AttributeDefinition(name = "Connect time-out", description = "In milliseconds; for each server.", min = "1")
        int connectTimeoutInMs() default 2_000;

        @AttributeDefinition(
                name = "Reconnect wait",
                description = "In milliseconds; before the servers are tried again, for ever.",
                min = "1")
        int reconnectWaitInMs() default 500;

        @AttributeDefinition(
                name = "Reconnect jitter",
                description = "In milliseconds; up to so much more, at random, so that not all nodes come at once.",
                min = "1")
        int reconnectJitterInMs() default 500;

        @AttributeDefinition(
                name = "Heartbeat",
                description = "In milliseconds; how often this node says that it is there and asks its server.",
                min = "1")
        int heartbeatInMs() default 1_000;

        @AttributeDefinition(
                name = "Node time-out",
                description = "In milliseconds; a node silent for so long has left.",
                min = "1")
        int nodeTimeoutInMs() default 4_000;

        @AttributeDefinition(
                name = "Reconnect buffer",
                description = "Bytes kept while the server is away, and sent when it is back; past it events are"
                        + " refused.",
                min = "0")
        long reconnectBufferBytes() default 8_388_608;

        @AttributeDefinition(
                name = "Send buffer",
                description =
                        "Bytes sent until the server is asked whether it has them all; the sender is held meanwhile.",
                min = "1")
        long sendBufferBytes() default 16_777_216;

        @AttributeDefinition(
                name = "Send time-out",
                description = "In milliseconds; how long a sender is held before the event is refused.",
                min = "1")
        int sendTimeoutInMs() default 5_000;

        @AttributeDefinition(
                name = "Parts kept",
                description = "Bytes of long events of which parts are missing; past it the oldest are dropped.",
                min = "1")
        int partsBytes() default 67_108_864;
    }

    private final Config config;

    @Activate
    public NatsTransport(Config config) {
        this.config = config;
    }

    /** @param nodes not used: the nodes find one another */
    @Override
    public ClusterLink join(ClusterNode self, List<ClusterNode> nodes, ClusterReceiver receiver)
            throws ClusterTransportException {
        return NatsLink.open(config, self, receiver);
    }
}
