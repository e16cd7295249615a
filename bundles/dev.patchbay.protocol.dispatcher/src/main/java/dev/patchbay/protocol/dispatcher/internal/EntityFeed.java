package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.session.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service whose changes are told together with what has changed, while somebody wants to hear it. The subscription
 * has one thread, so the order of the changes is kept.
 */
final class EntityFeed implements Demand {

    /** Begins the names of these events. */
    static final String PREFIX = "entity-subscriber.";

    private static final Logger LOG = LoggerFactory.getLogger(EntityFeed.class);

    private final String service;
    private final EventBus events;
    private final EntityReader reader;
    private final ServiceRegistration<EventType> announcement;
    private final AutoCloseable watch;

    /** Null while nobody listens; guarded by this, as below. */
    private @Nullable Subscription subscription;

    private boolean isClosed;

    EntityFeed(String service, BundleContext context, EventBus events, EntityReader reader) {
        this.service = service;
        this.events = events;
        this.reader = reader;
        this.announcement = context.registerService(
                EventType.class,
                new EventType() {},
                FrameworkUtil.asDictionary(Map.of(Emits.PROPERTY, new String[] {name()})));
        this.watch = events.watch(List.of(name()), this);
    }

    private String name() {
        return PREFIX + service + ".changed";
    }

    @Override
    public synchronized void onWanted() {
        if (!isClosed && subscription == null) {
            subscription = events.subscribe(List.of(service + ".changed"), this::tell);
        }
    }

    @Override
    public synchronized void onUnwanted() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    private void tell(Event event) throws InterruptedException {
        Map<String, @Nullable Object> change = event.properties();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("service", service);
        told.put("operation", change.get("operation"));
        if (change.get("ids") instanceof List<?> ids) {
            boolean isThere = !"delete".equals(change.get("operation")) && !"rename".equals(change.get("operation"));
            told.put("ids", ids);
            told.put("entities", isThere ? reader.entities(service, ids) : null);
        } else {
            told.put("data", reader.config(service));
        }
        told.put("nolog", true);
        events.publishFor(User.ADMIN, name(), told); // what it tells was asked for as the node
    }

    void close() {
        synchronized (this) {
            isClosed = true;
        }
        try {
            watch.close();
        } catch (Exception e) {
            LOG.warn("The watch on {} did not end cleanly", name(), e);
        }
        onUnwanted();
        announcement.unregister();
    }
}
