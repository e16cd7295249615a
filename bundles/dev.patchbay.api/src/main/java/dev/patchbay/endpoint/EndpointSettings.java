package dev.patchbay.endpoint;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.ServiceReference;

/**
 * How a WebSocket endpoint behaves; carried by the service properties of its
 * {@link dev.patchbay.endpoint.spi.Endpoint}, and changed by changing those while it runs.
 *
 * @param path exact path, beginning with {@code /}; a trailing {@code /} of the client's is accepted, a query ignored
 * @param name beginning of the connections' ids; by default the path without slashes
 * @param enabled when false, upgrades are refused with 403 and open connections are closed with 1001
 * @param maxConnections past this many, upgrades are refused with 503; -1 for no limit
 * @param subprotocols those it speaks, best first; the first that the client offers too is chosen. Empty: none is
 *     negotiated, whatever the client offers
 * @param origins which {@code Origin} headers may connect: {@code *} any, {@code same} the host the client connected
 *     to, otherwise a full origin such as {@code https://example.org}. Requests without the header are not from a
 *     browser and always may
 * @param maxMessageBytes largest message taken from a client, in bytes, 1 or more; past it 1009
 * @param idleTimeoutInMs a connection on which nothing was received for so long is closed with 1001; 0 for never
 * @param pingIntervalInMs how often the server sends a ping; 0 for never
 * @param compression whether permessage-deflate is negotiated with clients that offer it
 * @param maxQueueBytes bound of each connection's outbound queue, in bytes
 * @param maxQueueMessages bound of each connection's outbound queue, in messages
 * @param mayBlock whether its receivers may block: they are then called on a worker thread instead of an I/O thread, each
 *     still one message at a time and in order, and no more is read from a client than it has taken
 * @param ownPort a TCP port on which it, and nothing else, answers besides the node's own; 0 for none
 */
public record EndpointSettings(
        String path,
        String name,
        boolean enabled,
        int maxConnections,
        List<String> subprotocols,
        List<String> origins,
        int maxMessageBytes,
        long idleTimeoutInMs,
        long pingIntervalInMs,
        boolean compression,
        int maxQueueBytes,
        int maxQueueMessages,
        boolean mayBlock,
        int ownPort) {

    /** The service property that carries the path and makes a service an endpoint. */
    public static final String PATH = "patchbay.endpoint.path";

    private static final String PREFIX = "patchbay.endpoint.";

    public EndpointSettings {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("Expected an endpoint path that begins with '/', got '" + path + "'");
        }
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("Expected maxMessageBytes of 1 or more, got " + maxMessageBytes);
        }
        subprotocols = List.copyOf(subprotocols);
        origins = List.copyOf(origins);
    }

    /** Enabled, any number of connections, same origin, 1 MiB messages, no idle time-out, no pings, no compression. */
    public static EndpointSettings at(String path) {
        return new EndpointSettings(
                path,
                path.replace("/", ""),
                true,
                -1,
                List.of(),
                List.of("same"),
                1 << 20,
                0,
                0,
                false,
                8 << 20,
                10_000,
                false,
                0);
    }

    /** Reads them from service properties; what is absent has the value of {@link #at}. */
    public static EndpointSettings from(ServiceReference<?> reference) {
        Properties properties = new Properties(reference);
        String path = properties.text("path", "/");
        EndpointSettings defaults = at(path);
        return new EndpointSettings(
                path,
                properties.text("name", defaults.name),
                properties.flag("enabled", defaults.enabled),
                (int) properties.number("maxConnections", defaults.maxConnections),
                properties.texts("subprotocols", defaults.subprotocols),
                properties.texts("origins", defaults.origins),
                (int) properties.number("maxMessageBytes", defaults.maxMessageBytes),
                properties.number("idleTimeoutInMs", defaults.idleTimeoutInMs),
                properties.number("pingIntervalInMs", defaults.pingIntervalInMs),
                properties.flag("compression", defaults.compression),
                (int) properties.number("maxQueueBytes", defaults.maxQueueBytes),
                (int) properties.number("maxQueueMessages", defaults.maxQueueMessages),
                properties.flag("mayBlock", defaults.mayBlock),
                (int) properties.number("ownPort", defaults.ownPort));
    }

    /** The service properties to register an endpoint with, or to set while it is registered. */
    public Dictionary<String, Object> toProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PATH, path);
        properties.put(PREFIX + "name", name);
        properties.put(PREFIX + "enabled", enabled);
        properties.put(PREFIX + "maxConnections", maxConnections);
        properties.put(PREFIX + "subprotocols", subprotocols.toArray(String[]::new));
        properties.put(PREFIX + "origins", origins.toArray(String[]::new));
        properties.put(PREFIX + "maxMessageBytes", maxMessageBytes);
        properties.put(PREFIX + "idleTimeoutInMs", idleTimeoutInMs);
        properties.put(PREFIX + "pingIntervalInMs", pingIntervalInMs);
        properties.put(PREFIX + "compression", compression);
        properties.put(PREFIX + "maxQueueBytes", maxQueueBytes);
        properties.put(PREFIX + "maxQueueMessages", maxQueueMessages);
        properties.put(PREFIX + "mayBlock", mayBlock);
        properties.put(PREFIX + "ownPort", ownPort);
        return properties;
    }

    /** Service properties by the last part of their name, converted leniently. */
    private record Properties(ServiceReference<?> reference) {

        String text(String key, String otherwise) {
            Object value = reference.getProperty(PREFIX + key);
            if (value instanceof String[] values && values.length > 0) {
                return values[0];
            }
            return value == null ? otherwise : value.toString();
        }

        boolean flag(String key, boolean otherwise) {
            Object value = reference.getProperty(PREFIX + key);
            return value == null ? otherwise : Boolean.parseBoolean(value.toString());
        }

        long number(String key, long otherwise) {
            Object value = reference.getProperty(PREFIX + key);
            if (value instanceof Number number) {
                return number.longValue();
            }
            return value == null ? otherwise : Long.parseLong(value.toString());
        }

        List<String> texts(String key, List<String> otherwise) {
            Object value = reference.getProperty(PREFIX + key);
            if (value instanceof String[] values) {
                return List.of(values);
            }
            return value == null ? otherwise : List.of(value.toString());
        }
    }
}
