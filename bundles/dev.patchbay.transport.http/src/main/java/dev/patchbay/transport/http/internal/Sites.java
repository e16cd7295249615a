package dev.patchbay.transport.http.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final Map<ServiceReference<?>, Site> all = new HashMap<>();

    /** Asked for each request; the highest ranking of several at a port counts. */
    private volatile Map<Integer, String> pathByPort = Map.of();

    /** @param whenChanged told after each change; must return at once */
    Sites(Runnable whenChanged) {
        this.whenChanged = whenChanged;
    }

    /** A context has come, or its properties have changed. */
    void put(ServiceReference<?> reference) {
        Site site;
        try {
            site = Site.of(reference);
        } catch (IllegalArgumentException e) {
            LOG.error("The context of bundle {} gets no port of its own: {}", reference.getBundle(), e.getMessage());
            remove(reference);
            return;
        }
        change(() -> all.put(reference, site));
    }

    /** A context has left. */
    void remove(ServiceReference<?> reference) {
        change(() -> all.remove(reference));
    }

    private void change(Runnable change) {
        synchronized (all) {
            change.run();
            Map<Integer, String> paths = new HashMap<>();
            all.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey()) // the highest ranking is the last
                    .forEach(entry ->
                            paths.put(entry.getValue().port(), entry.getValue().path()));
            pathByPort = paths;
        }
        whenChanged.run();
    }

    /** The path of the context a port belongs to; null when it belongs to none. */
    @Nullable
    String pathAt(int ownPort) {
        return pathByPort.get(ownPort);
    }

    /** The ports, each with what it is for. */
    SortedMap<Integer, String> ports() {
        SortedMap<Integer, String> ports = new TreeMap<>();
        pathByPort.forEach((port, path) -> ports.put(port, "the pages " + path));
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
