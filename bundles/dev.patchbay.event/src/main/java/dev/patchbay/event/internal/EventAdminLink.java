package dev.patchbay.event.internal;

import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Event Admin in both directions: an event {@code a.b} here is topic {@code patchbay/a/b} there.
 *
 * <p>What this link posted carries {@link #SEQ}; that is how it knows its own and lets them not in again. What it let
 * in keeps its {@link EventConstants#EVENT_TOPIC}; that is how it knows those and does not post them again.
 */
final class EventAdminLink implements EventHandler, AutoCloseable {

    /** The event's number on the bus; absent from what others post. */
    static final String SEQ = "patchbay.seq";

    private static final String ROOT = "patchbay/";

    private final EventAdmin eventAdmin;
    private final EventBus bus;
    private final ServiceRegistration<EventHandler> registration;
    private final Subscription subscription;

    EventAdminLink(BundleContext context, EventAdmin eventAdmin, EventBus bus) {
        this.eventAdmin = eventAdmin;
        this.bus = bus;
        Map<String, Object> properties =
                Map.of(EventConstants.EVENT_TOPIC, ROOT + "*", EventConstants.EVENT_FILTER, "(!(" + SEQ + "=*))");
        this.registration = context.registerService(EventHandler.class, this, FrameworkUtil.asDictionary(properties));
        this.subscription = bus.subscribeInline(List.of("*"), -1, this::post);
    }

    private void post(Event event) {
        if (event.properties().containsKey(EventConstants.EVENT_TOPIC)) {
            return;
        }
        Map<String, @Nullable Object> properties = new HashMap<>(event.properties());
        properties.put(SEQ, event.seq());
        properties.put(EventConstants.TIMESTAMP, event.time().toEpochMilli());
        eventAdmin.postEvent(new org.osgi.service.event.Event(topic(event.name()), properties));
    }

    /** Topics take fewer characters than names do. */
    static String topic(String name) {
        StringBuilder topic = new StringBuilder(ROOT);
        for (String part : name.split("\\.", -1)) {
            topic.append(part.isEmpty() ? "_" : part.replaceAll("[^A-Za-z0-9_-]", "_"));
            topic.append('/');
        }
        return topic.substring(0, topic.length() - 1);
    }

    @Override
    public void handleEvent(org.osgi.service.event.Event event) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        for (String name : event.getPropertyNames()) {
            properties.put(name, event.getProperty(name));
        }
        bus.publish(event.getTopic().substring(ROOT.length()).replace('/', '.'), properties);
    }

    @Override
    public void close() {
        registration.unregister();
        subscription.close();
    }
}
