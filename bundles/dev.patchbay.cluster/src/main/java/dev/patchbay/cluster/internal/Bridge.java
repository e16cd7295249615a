package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the node's event bus to the cluster.
 *
 * <p>Out: {@code cluster.<name>} becomes cluster event {@code <name>} with the properties as data; any other event with
 * the property {@value #SCOPE} becomes {@value #WHOLE} with name and properties. In: the reverse, with {@value #SOURCE},
 * which also keeps what came in from going out again.
 */
final class Bridge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    /** Asks for an event of any name to be sent to the other nodes. */
    static final String SCOPE = "cluster.scope";

    /** The node an event came from. */
    static final String SOURCE = "cluster.source";

    /** The reserved cluster event that carries an event with its own name. */
    static final String WHOLE = "patchbay.event";

    private static final String PREFIX = "cluster.";
    private static final String RESERVED = "patchbay.";
    private static final String SAY = "say_socket_send";

    /** What Event Admin's link notes on an event; it means something on one node only. */
    private static final Set<String> LOCAL = Set.of("event.topics", "patchbay.seq");

    private final Cluster cluster;
    private final EventBus bus;
    private final BlockingQueue<Event> leaving;
    private final Subscription subscription;
    private final Thread thread = new Thread(this::sendAll, "patchbay-cluster-bridge");
    private volatile boolean losing;

    /** @param capacity events that may wait to be sent; past it they are lost, since the bus must not be held */
    Bridge(Cluster cluster, EventBus bus, int capacity) {
        this.cluster = cluster;
        this.bus = bus;
        this.leaving = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
        thread.start();
        this.subscription = bus.overhear(List.of("*"), this::offer);
    }

    private void offer(Event event) {
        if (!leaves(event)) {
            return;
        }
        boolean taken = leaving.offer(event);
        if (taken == losing) {
            losing = !taken;
            if (taken) {
                LOG.info("Events go to the other nodes again");
            } else {
                LOG.warn("More events are raised for other nodes than can be sent: some are lost, first {}", event);
            }
        }
    }

    static boolean leaves(Event event) {
        Map<String, @Nullable Object> properties = event.properties();
        if (properties.get(SOURCE) != null) {
            return false;
        }
        return event.name().startsWith(PREFIX)
                ? event.name().length() > PREFIX.length() && !isReserved(clusterName(event))
                : isSet(properties.get(SCOPE));
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !value.toString().isBlank();
    }

    private static String clusterName(Event event) {
        return event.name().substring(PREFIX.length());
    }

    /** Events between bundles of the same kind on different nodes; they are nobody's news. */
    static boolean isReserved(String clusterEvent) {
        return clusterEvent.startsWith(RESERVED) || clusterEvent.equals(SAY);
    }

    private void sendAll() {
        try {
            while (true) {
                send(leaving.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("The bridge's thread was asked to end");
        }
    }

    private void send(Event event) {
        Map<String, @Nullable Object> properties = travelling(event.properties());
        try {
            if (event.name().startsWith(PREFIX)) {
                cluster.send(clusterName(event), properties);
            } else {
                cluster.send(WHOLE, Map.of("name", event.name(), "properties", properties));
            }
        } catch (RuntimeException e) { // the next event must still go
            LOG.warn("Event {} does not go to the other nodes: {}", event.name(), e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> travelling(Map<?, ? extends @Nullable Object> properties) {
        Map<String, @Nullable Object> travelling = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!LOCAL.contains(name)) {
                travelling.put(name, value);
            }
        });
        return travelling;
    }

    /** Another node raised this; told on the cluster's thread. */
    void arrived(ClusterEvent event) {
        if (event.event().equals(WHOLE)) {
            whole(event);
        } else if (!isReserved(event.event())) {
            Object data = event.data();
            publish(
                    PREFIX + event.event(),
                    data instanceof Map<?, ?> map ? travelling(map) : travelling("data", data),
                    event.source());
        }
    }

    private void whole(ClusterEvent event) {
        if (event.data() instanceof Map<?, ?> data
                && data.get("name") instanceof String name
                && !name.isEmpty()
                && data.get("properties") instanceof Map<?, ?> properties) {
            publish(name, travelling(properties), event.source());
        } else {
            LOG.warn(
                    "Expected name and properties in cluster event {} of node {}, got {}",
                    WHOLE,
                    event.source(),
                    event.data());
        }
    }

    private static Map<String, @Nullable Object> travelling(String name, @Nullable Object value) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put(name, value);
        return one;
    }

    private void publish(String name, Map<String, @Nullable Object> properties, String source) {
        properties.put(SOURCE, source);
        bus.publish(name, properties);
    }

    @Override
    public void close() {
        subscription.close();
        thread.interrupt();
    }
}
