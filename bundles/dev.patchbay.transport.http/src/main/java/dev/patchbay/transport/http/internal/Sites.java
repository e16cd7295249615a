package dev.patchbay.transport.http.internal;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contexts of the HTTP Whiteboard that have a port of their own: there, {@code /} is the root of the context. Thread-safe.
 */
final class Sites {

    /** The service property of a context that carries its port. */
    static final String PORT = "patchbay.http.ownPort";

    private static final String PATH = "osgi.http.whiteboard.context.path";
    private static final Logger LOG = LoggerFactory.getLogger(Sites.class);

    private final Runnable whenChanged;
    private final Map<ServiceReference<?>, Site> all = new ConcurrentHashMap<>();

    /** @param whenChanged told after each change; must return at once */
    Sites(Runnable whenChanged) {
        this.whenChanged = whenChanged;
    }

    /** A context has come, or its properties have changed. */
    void put(ServiceReference<?> reference) {
        try {
            all.put(reference, Site.of(reference));
        } catch (IllegalArgumentException e) {
            LOG.error("The context of bundle {} gets no port of its own: {}", reference.getBundle(), e.getMessage());
            all.remove(reference);
        }
        whenChanged.run();
    }

    /** A context has left. */
    void remove(ServiceReference<?> reference) {
        all.remove(reference);
        whenChanged.run();
    }

    /** The path of the context a port belongs to; null when it belongs to none. Of several the highest ranking counts. */
    @Nullable
    String pathAt(int ownPort) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().port() == ownPort)
                .max(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().path())
                .orElse(null);
    }

    /** The ports, each with what it is for. */
    SortedMap<Integer, String> ports() {
        SortedMap<Integer, String> ports = new TreeMap<>();
        all.values().forEach(site -> ports.put(site.port(), "the pages " + site.path()));
        return ports;
    }

    private record Site(int port, String path) {

        static Site of(ServiceReference<?> reference) {
            String port = String.valueOf(reference.getProperty(PORT));
            String path = Objects.toString(reference.getProperty(PATH), "");
            if (!port.matches("\\d{1,5}") || port.matches("0+")) {
                throw new IllegalArgumentException("expected a TCP port in " + PORT + ", got " + port);
            }
            if (!path.matches("(/[^/]+)+")) {
                throw new IllegalArgumentException(
                        "expected a path such as /pages in " + PATH + ", got '" + path + "'");
            }
            return new Site(Integer.parseInt(port), path);
        }
    }
}
