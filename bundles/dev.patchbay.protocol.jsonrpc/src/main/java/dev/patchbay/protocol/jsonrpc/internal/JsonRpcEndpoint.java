package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.event.EventBus;
import dev.patchbay.room.Rooms;
import dev.patchbay.schema.Schemas;
import dev.patchbay.session.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The endpoint at {@code /rpc}. Its settings change without a restart, since open connections must survive that. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "dev.patchbay.jsonrpc")
@Designate(ocd = JsonRpcEndpoint.Config.class)
public final class JsonRpcEndpoint implements Endpoint {

    /** Settings of section {@code jsonrpc}. */
    @ObjectClassDefinition(name = "JSON-RPC", description = "Patchbay's own protocol: JSON-RPC 2.0 over WebSocket.")
    public @interface Config {

        @AttributeDefinition(name = "Path", description = "Where it answers; begins with a slash.")
        String path() default "/rpc";

        @AttributeDefinition(name = "Enabled", description = "Whether it lets anybody in.")
        boolean enabled() default true;

        @AttributeDefinition(name = "Most connections", description = "Open at one time; -1 for no limit.", min = "-1")
        int maxConnections() default -1;

        @AttributeDefinition(
                name = "Origins",
                description = "Web origins that may connect: 'same', '*', or origins such as https://example.org.")
        String[] origins() default {"same"};

        @AttributeDefinition(name = "Largest message", description = "Taken from a client, in bytes.", min = "1")
        int maxMessageBytes() default 1 << 20;

        @AttributeDefinition(
                name = "Idle time",
                description =
                        "A connection silent for so long, answers to pings included, is closed, in milliseconds; 0 for never.",
                min = "0")
        long idleTimeoutInMs() default 90_000;

        @AttributeDefinition(
                name = "Ping interval",
                description = "How often the server pings, in milliseconds; 0 for never.",
                min = "0")
        long pingIntervalInMs() default 30_000;

        @AttributeDefinition(name = "Compression", description = "Whether permessage-deflate may be negotiated.")
        boolean compression() default false;

        @AttributeDefinition(
                name = "Most calls of a connection",
                description = "Running at one time; more are refused.",
                min = "1")
        int maxCalls() default 1_024;

        @AttributeDefinition(name = "Largest batch", description = "Requests in one batch.", min = "1")
        int maxBatch() default 1_000;

        @AttributeDefinition(
                name = "Most calls a second",
                description =
                        "Of one connection; more are refused. A pause saves up one second's calls. 0 for no limit.",
                min = "0")
        int maxCallsPerSecond() default 0;
    }

    private final ExecutorService workers = Executors.newCachedThreadPool(work -> new Thread(work, "patchbay-jsonrpc"));
    private final Services services;
    private final ServiceRegistration<Endpoint> registration;
    private volatile Limits limits;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Rooms rooms;

    @Activate
    public JsonRpcEndpoint(
            BundleContext context,
            @Reference Dispatcher dispatcher,
            @Reference EventBus events,
            @Reference Sessions sessions,
            @Reference Schemas schemas,
            Config config) {
        String version = Objects.requireNonNullElseGet(
                context.getProperty("patchbay.version"),
                () -> String.valueOf(context.getBundle().getVersion()));
        OpenRpc openRpc = new OpenRpc(dispatcher, schemas, "Patchbay", version);
        this.services = new Services(
                dispatcher, events, sessions, this::rooms, new RoomForms(), openRpc, workers, System::nanoTime);
        this.limits = limits(config);
        this.registration =
                context.registerService(Endpoint.class, this, settings(config).toProperties());
    }

    private @Nullable Rooms rooms() {
        return rooms;
    }

    @Modified
    void modified(Config config) {
        limits = limits(config);
        registration.setProperties(settings(config).toProperties());
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
        workers.shutdownNow();
    }

    private static Limits limits(Config config) {
        return new Limits(config.maxCalls(), config.maxBatch(), config.maxCallsPerSecond());
    }

    private static EndpointSettings settings(Config config) {
        EndpointSettings defaults = EndpointSettings.at(config.path());
        return new EndpointSettings(
                config.path(),
                defaults.name(),
                config.enabled(),
                config.maxConnections(),
                List.of(),
                List.of(config.origins()),
                config.maxMessageBytes(),
                config.idleTimeoutInMs(),
                config.pingIntervalInMs(),
                config.compression(),
                defaults.maxQueueBytes(),
                defaults.maxQueueMessages(),
                defaults.mayBlock(),
                defaults.ownPort());
    }

    @Override
    public MessageReceiver open(Connection connection) {
        RpcConnection receiver = new RpcConnection(connection, services, () -> limits);
        Handshake handshake = connection.handshake();
        if (handshake.header("Authorization").isPresent()) {
            receiver.whileOthersWait(() -> services.sessions().userOf(handshake).ifPresent(connection::signIn));
        }
        return receiver;
    }
}
