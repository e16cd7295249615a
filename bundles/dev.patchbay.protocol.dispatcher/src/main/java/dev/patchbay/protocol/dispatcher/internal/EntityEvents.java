package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventTypes;
import dev.patchbay.event.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code entity-subscriber.X.changed} for every kind of event {@code X.changed} that is announced (spec §9.0). */
@Component(
        service = {},
        immediate = true,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EntityEvents {

    private static final String ADDED = "server.event.added";
    private static final String REMOVED = "server.event.removed";
    private static final String CHANGED = ".changed";

    private final BundleContext context;
    private final EventBus events;
    private final EventTypes types;
    private final EntityReader reader;
    private final Subscription subscription;

    /** By service; guarded by this. */
    private final Map<String, EntityFeed> feeds = new HashMap<>();

    @Activate
    public EntityEvents(
            BundleContext context,
            @Reference EventBus events,
            @Reference EventTypes types,
            @Reference Dispatcher dispatcher,
            @Reference PublishedServices published) {
        this.context = context;
        this.events = events;
        this.types = types;
        this.reader = new EntityReader(dispatcher, published);
        this.subscription = events.subscribe(List.of(ADDED, REMOVED), this::onEvent);
        types.list().forEach(type -> settle(type.name()));
    }

    /** Settings do not concern it. */
    @Modified
    void modified() {}

    private void onEvent(Event event) {
        if (event.properties().get("name") instanceof String name) {
            settle(name);
        }
    }

    /** Begins or ends according to what is announced now, whatever the event said. */
    private synchronized void settle(String name) {
        if (!name.endsWith(CHANGED) || name.startsWith(EntityFeed.PREFIX)) {
            return;
        }
        String service = name.substring(0, name.length() - CHANGED.length());
        boolean isAnnounced = types.list().stream().anyMatch(type -> type.name().equals(name));
        if (isAnnounced) {
            feeds.computeIfAbsent(service, added -> new EntityFeed(added, context, events, reader));
        } else {
            end(service);
        }
    }

    private void end(String service) {
        EntityFeed feed = feeds.remove(service);
        if (feed != null) {
            feed.close();
        }
    }

    @Deactivate
    void deactivate() {
        subscription.close();
        synchronized (this) {
            List.copyOf(feeds.keySet()).forEach(this::end);
        }
    }
}
