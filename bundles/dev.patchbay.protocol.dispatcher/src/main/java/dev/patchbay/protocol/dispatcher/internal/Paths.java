package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Publishes the endpoint at each of its paths, and at a port of its own where that is not the node's. Thread-safe. */
final class Paths {

    private final BundleContext context;
    private final Endpoint endpoint;
    private final Connections connections;

    /** Guarded by this, as below. */
    private final Map<String, ServiceRegistration<Endpoint>> registrations = new TreeMap<>();

    private @Nullable DispatcherConfig config;
    private int ownPort;

    Paths(BundleContext context, Endpoint endpoint, Connections connections) {
        this.context = context;
        this.endpoint = endpoint;
        this.connections = connections;
    }

    /** Connections by a path that is gone end with 1001; others are not touched. */
    synchronized void use(DispatcherConfig changed) {
        config = changed;
        ownPort = ownPort(changed);
        List<String> wanted = List.of(changed.paths());
        registrations.entrySet().removeIf(entry -> {
            boolean isGone = !wanted.contains(entry.getKey());
            if (isGone) {
                entry.getValue().unregister();
            }
            return isGone;
        });
        wanted.forEach(path -> publish(path, changed));
    }

    private void publish(String path, DispatcherConfig now) {
        var properties = settings(path, now).toProperties();
        ServiceRegistration<Endpoint> registration = registrations.get(path);
        if (registration == null) {
            registrations.put(path, context.registerService(Endpoint.class, endpoint, properties));
        } else {
            registration.setProperties(properties);
        }
    }

    private EndpointSettings settings(String path, DispatcherConfig now) {
        EndpointSettings defaults = EndpointSettings.at(path);
        return new EndpointSettings(
                path,
                defaults.name(),
                defaults.enabled(),
                now.maxConnections(),
                List.of(),
                List.of(now.origins()),
                now.maxMessageBytes(),
                now.idleTimeoutInMs(),
                now.pingIntervalInMs(),
                defaults.compression(),
                Math.max(defaults.maxQueueBytes(), 2 * now.maxMessageBytes()),
                defaults.maxQueueMessages(),
                defaults.mayBlock(),
                ownPort);
    }

    /** Looks again where the node listens, which it may have begun only now. */
    synchronized void settle() {
        if (config != null && ownPort(config) != ownPort) {
            use(config);
        }
    }

    /** As it was while it is not known where the node listens. */
    private int ownPort(DispatcherConfig now) {
        List<String> listening = connections.listening();
        if (listening.isEmpty()) {
            return ownPort;
        }
        int wanted = now.websocket$_$port();
        return URI.create(listening.get(0)).getPort() == wanted ? 0 : wanted;
    }

    synchronized void close() {
        config = null;
        registrations.values().forEach(ServiceRegistration::unregister);
        registrations.clear();
    }
}
