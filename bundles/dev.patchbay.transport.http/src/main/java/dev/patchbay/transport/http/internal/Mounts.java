package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoint answers at which path. When several have one path, the one with the highest service ranking (the
 * oldest of equals) answers new connections. Thread-safe; looking up takes no lock.
 */
final class Mounts {

    private static final Logger LOG = LoggerFactory.getLogger(Mounts.class);

    private final ConnectionTable connections;

    /** Every endpoint there is, whether it answers or not; guarded by this object's lock. */
    private final Map<ServiceReference<Endpoint>, Mount> all = new HashMap<>();

    private volatile Map<String, Mount> byPath = Map.of();

    Mounts(ConnectionTable connections) {
        this.connections = connections;
    }

    /** The endpoint at a client's path, with or without a trailing slash; null when there is none. */
    @Nullable
    Mount at(String path) {
        Mount exact = byPath.get(path);
        if (exact != null || !path.endsWith("/")) {
            return exact;
        }
        return byPath.get(path.substring(0, path.length() - 1));
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
        if (!settings.enabled()) {
            connections.close(mount, CloseCode.GOING_AWAY, "");
        }
    }

    /** An endpoint has left; its connections are closed. Its successor, if any, is not touched. */
    synchronized void remove(ServiceReference<Endpoint> reference) {
        Mount mount = all.remove(reference);
        if (mount != null) {
            rank();
            mount.retire();
            connections.close(mount, CloseCode.GOING_AWAY, "");
        }
    }

    /** The node stops: nobody is let in any more, and who is in is told. */
    synchronized void retireAll() {
        for (Mount mount : all.values()) {
            mount.retire();
            connections.close(mount, CloseCode.GOING_AWAY, "");
        }
    }

    /** Whether no slot is taken, not even by a client whose upgrade is on its way. */
    synchronized boolean isFree() {
        return all.values().stream().allMatch(mount -> mount.taken() == 0);
    }

    private void rank() {
        Map<String, ServiceReference<Endpoint>> best = new HashMap<>();
        all.forEach((reference, mount) ->
                best.merge(mount.settings().path(), reference, (one, other) -> one.compareTo(other) > 0 ? one : other));
        Map<String, Mount> mounts = new HashMap<>();
        best.forEach((path, reference) -> mounts.put(path, all.get(reference)));
        byPath = Map.copyOf(mounts);
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
