package dev.patchbay.event.internal;

import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /** Marks the link among the handlers. */
    static final String MARK = "patchbay.link";

    private static final String ROOT = "patchbay/";

    private final EventAdmin eventAdmin;
    private final Predicate<String> isHeard;
    private final EventBus bus;
    private final ServiceRegistration<EventHandler> registration;
    private final Subscription subscription;

    /** @param isHeard whether anybody else may want to hear about a topic */
    EventAdminLink(BundleContext context, EventAdmin eventAdmin, Predicate<String> isHeard, EventBus bus) {
        this.eventAdmin = eventAdmin;
        this.isHeard = isHeard;
        this.bus = bus;
        Map<String, Object> properties = Map.of(
                EventConstants.EVENT_TOPIC, ROOT + "*", EventConstants.EVENT_FILTER, "(!(" + SEQ + "=*))", MARK, true);
        this.registration = context.registerService(EventHandler.class, this, FrameworkUtil.asDictionary(properties));
        this.subscription = bus.overhear(List.of("*"), this::post);
    }

    private void post(Event event) {
        if (event.properties().containsKey(EventConstants.EVENT_TOPIC)) {
            return;
        }
        String topic = topic(event.name());
        if (!isHeard.test(topic)) {
            return;
        }
        Map<String, @Nullable Object> properties = new HashMap<>(event.properties());
        properties.put(SEQ, event.seq());
        properties.put(EventConstants.TIMESTAMP, event.time().toEpochMilli());
        eventAdmin.postEvent(new org.osgi.service.event.Event(topic, properties));
    }

    /** Topics take fewer characters than names do. */
    static String topic(String name) {
        StringBuilder topic = new StringBuilder(ROOT.length() + name.length() + 1).append(ROOT);
        boolean isPartEmpty = true;
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character == '.') {
                topic.append(isPartEmpty ? "_/" : "/");
            } else {
                topic.append(isOfATopic(character) ? character : '_');
            }
            isPartEmpty = character == '.';
        }
        return (isPartEmpty ? topic.append('_') : topic).toString();
    }

    /** What of the bus those hear who hear these topics. */
    static MaskSet masks(Collection<String> topics) {
        return MaskSet.EMPTY.with(topics.stream()
                .filter(topic -> topic.equals("*") || topic.startsWith(ROOT))
                .map(topic -> topic.equals("*") ? topic : mask(topic))
                .toList());
    }

    private static String mask(String topic) {
        return topic.substring(ROOT.length()).replace('/', '.').replace('_', '?');
    }

    private static boolean isOfATopic(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-';
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
