package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for HTTP and WebSocket clients. WebSocket endpoints answer at their exact paths; everything else is served
 * by the HTTP Whiteboard.
 */
@Component(
        service = {Connections.class, FindingSource.class},
        immediate = true,
        configurationPid = "dev.patchbay.http")
@Designate(ocd = FrontDoor.Config.class)
public final class FrontDoor implements Connections, FindingSource {

    /** Section {@code http} of the settings. */
    @ObjectClassDefinition(name = "HTTP and WebSocket server", description = "Where the node listens, and how.")
    @interface Config {

        @AttributeDefinition(
                name = "Host",
                description = "Address to listen on. One that is not loopback needs allowPublicWithoutAuthentication.")
        String host() default "127.0.0.1";

        @AttributeDefinition(name = "Port", description = "TCP port; 0 for a free one.", min = "0", max = "65535")
        int port() default 5000;

        @AttributeDefinition(
                name = "Accept queue",
                description = "How many new connections the system holds until they are accepted.",
                min = "1")
        int acceptQueueSize() default 4096;

        @AttributeDefinition(
                name = "TLS certificate",
                description = "PEM file with the certificate chain. Empty for no TLS. Read again when it changes.")
        String tlsCertificatePath() default "";

        @AttributeDefinition(
                name = "TLS key",
                description = "PEM file with the private key: PKCS #8, PKCS #1 or SEC 1, not encrypted.")
        String tlsKeyPath() default "";

        @AttributeDefinition(
                name = "Connections",
                description = "Most connections of all kinds together; others wait to be accepted. 0 for no limit.",
                min = "0")
        int maxConnections() default 0;

        @AttributeDefinition(
                name = "Public without authentication",
                description = "Allows a host that is not loopback although everybody could then use the node.")
        boolean allowPublicWithoutAuthentication() default false;

        @AttributeDefinition(
                name = "Idle time-out",
                description = "In milliseconds; an HTTP connection silent for so long is closed. WebSocket"
                        + " connections follow their endpoint's idle time-out instead.")
        long idleTimeoutInMs() default 30_000;

        @AttributeDefinition(
                name = "Write time-out",
                description = "In milliseconds; a WebSocket connection that takes nothing for so long is cut off.")
        long writeTimeoutInMs() default 30_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final BundleContext context;
    private final Door door;

    /** Why the configuration must not be used; null when it is. */
    private @Nullable String refusal;

    /** Serves what no endpoint does; comes and goes with the HTTP bundle. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Whiteboard whiteboard;

    /**
     * Starts listening, unless the configuration must not be used: then nothing is opened, the log says why, and a
     * node that is just starting does not start.
     */
    @Activate
    public FrontDoor(BundleContext context, Config config) throws Exception {
        this.context = context;
        Optional<Door> usable = usable(config);
        this.door = usable.orElseGet(() -> new Door(DoorSettings.UNOPENED, this::whiteboard));
        if (usable.isPresent()) {
            door.open();
        }
    }

    private Optional<Door> usable(Config config) {
        try {
            return Optional.of(new Door(DoorSettings.from(config), this::whiteboard));
        } catch (IllegalArgumentException e) {
            refusal = "The node does not listen. " + e.getMessage();
            LOG.error(refusal);
            StartRefusal.refuse(context, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Deactivate
    void close() {
        door.close();
    }

    @Reference(
            service = Endpoint.class,
            target = "(patchbay.endpoint.path=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEndpoint(ServiceReference<Endpoint> reference) {
        door.mounts().add(reference, () -> context.getService(reference));
    }

    void updatedEndpoint(ServiceReference<Endpoint> reference) {
        door.mounts().update(reference, () -> context.getService(reference));
    }

    void removeEndpoint(ServiceReference<Endpoint> reference) {
        door.mounts().remove(reference);
        context.ungetService(reference);
    }

    @Reference(
            service = ServletContextHelper.class,
            target = "(patchbay.http.ownPort=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addSite(ServiceReference<ServletContextHelper> reference) {
        door.sites().put(reference);
    }

    void updatedSite(ServiceReference<ServletContextHelper> reference) {
        door.sites().put(reference);
    }

    void removeSite(ServiceReference<ServletContextHelper> reference) {
        door.sites().remove(reference);
    }

    @Override
    public List<Connection> open() {
        return door.connections().open();
    }

    @Override
    public int count() {
        return door.connections().count();
    }

    @Override
    public long closedForBeingSlow() {
        return door.connections().slow();
    }

    @Override
    public List<String> listening() {
        return door.listening();
    }

    @Override
    public List<Finding> findings() {
        String fault = refusal == null ? door.fault() : refusal;
        return fault == null ? List.of() : List.of(new Finding("http", fault));
    }

    private @Nullable Whiteboard whiteboard() {
        return whiteboard;
    }
}
