package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoint answers at which path. When several have one path, the one with the highest service ranking (the
 * oldest of equals) answers new connections. On a port of their own, only the endpoints that name it count. Thread-safe;
 * looking up takes no lock.
 */
final class Mounts {

    private static final Logger LOG = LoggerFactory.getLogger(Mounts.class);

    private final ConnectionTable connections;
    private final Runnable whenChanged;

    /** Every endpoint there is, whether it answers or not; guarded by this object's lock. */
    private final Map<ServiceReference<Endpoint>, Mount> all = new HashMap<>();

    /** Those that answer, by port as {@link PortConnector} has it, and path. */
    private volatile Map<Integer, Map<String, Mount>> byPort = Map.of();

    /** @param whenChanged told after each change; must return at once */
    Mounts(ConnectionTable connections, Runnable whenChanged) {
        this.connections = connections;
        this.whenChanged = whenChanged;
    }

    /**
     * The endpoint at a client's path, with or without a trailing slash; null when there is none.
     *
     * @param ownPort as {@link PortConnector} has it
     */
    @Nullable
    Mount at(int ownPort, String path) {
        Map<String, Mount> byPath = byPort.getOrDefault(ownPort, Map.of());
        Mount exact = byPath.get(path);
        if (exact != null || !path.endsWith("/")) {
            return exact;
        }
        return byPath.get(path.substring(0, path.length() - 1));
    }

    /** The ports that endpoints name, each with one that does. */
    SortedMap<Integer, String> ownPorts() {
        SortedMap<Integer, String> ports = new TreeMap<>();
        byPort.forEach((port, byPath) -> ports.put(port, "the endpoint " + new TreeSet<>(byPath.keySet()).first()));
        ports.remove(PortConnector.NODE);
        return ports;
    }

    /** An endpoint has come. Unusable settings are logged, and it is left out until they change. */
    synchronized void add(ServiceReference<Endpoint> reference, Supplier<@Nullable Endpoint> source) {
        EndpointSettings settings = read(reference);
        if (settings != null) {
            all.put(reference, new Mount(settings, source));
            rank();
        }
    }

    /** An endpoint's properties have changed. With a new path it is another endpoint. */
    synchronized void update(ServiceReference<Endpoint> reference, Supplier<@Nullable Endpoint> source) {
        Mount mount = all.get(reference);
        EndpointSettings settings = read(reference);
        if (settings == null) {
            return;
        }
        if (mount == null || !mount.settings().path().equals(settings.path())) {
            remove(reference);
            add(reference, source);
            return;
        }
        mount.change(settings);
        rank();
        connections.closeUnserved(mount);
    }

    /** An endpoint has left; its connections are closed. Its successor, if any, is not touched. */
    synchronized void remove(ServiceReference<Endpoint> reference) {
        Mount mount = all.remove(reference);
        if (mount != null) {
            rank();
            mount.retire();
            connections.closeUnserved(mount);
        }
    }

    /** The node stops: nobody is let in any more, and who is in is told. */
    synchronized void retireAll() {
        for (Mount mount : all.values()) {
            mount.retire();
            connections.closeUnserved(mount);
        }
    }

    /** Whether no slot is taken, not even by a client whose upgrade is on its way. */
    synchronized boolean isFree() {
        return all.values().stream().allMatch(mount -> mount.taken() == 0);
    }

    private void rank() {
        Map<Integer, Map<String, ServiceReference<Endpoint>>> best = new HashMap<>();
        all.forEach((reference, mount) -> {
            put(best, PortConnector.NODE, mount, reference);
            if (mount.settings().ownPort() != PortConnector.NODE) {
                put(best, mount.settings().ownPort(), mount, reference);
            }
        });
        Map<Integer, Map<String, Mount>> mounts = new HashMap<>();
        best.forEach((port, byPath) -> mounts.put(port, answering(byPath)));
        byPort = Map.copyOf(mounts);
        whenChanged.run();
    }

    private static void put(
            Map<Integer, Map<String, ServiceReference<Endpoint>>> best,
            int port,
            Mount mount,
            ServiceReference<Endpoint> reference) {
        best.computeIfAbsent(port, first -> new HashMap<>())
                .merge(mount.settings().path(), reference, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private Map<String, Mount> answering(Map<String, ServiceReference<Endpoint>> best) {
        Map<String, Mount> mounts = new HashMap<>();
        best.forEach((path, reference) -> mounts.put(path, all.get(reference)));
        return Map.copyOf(mounts);
    }

    private static @Nullable EndpointSettings read(ServiceReference<Endpoint> reference) {
        try {
            return EndpointSettings.from(reference);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "Endpoint {} of bundle {} has a property that cannot be used: {}. Correct it",
                    reference.getProperty(EndpointSettings.PATH),
                    reference.getBundle(),
                    e.getMessage());
            return null;
        }
    }
}
