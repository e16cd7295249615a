package dev.patchbay.module.internal;

import dev.patchbay.event.EventBus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces on the event bus, while there is one. */
final class BusAnnouncer implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BusAnnouncer.class);

    private final ServiceTracker<EventBus, EventBus> tracker;

    BusAnnouncer(BundleContext context) {
        tracker = new ServiceTracker<>(context, EventBus.class, null);
        tracker.open();
    }

    @Override
    public void announce(String event, Map<String, ? extends @Nullable Object> properties) {
        EventBus bus = tracker.getService();
        if (bus == null) {
            return;
        }
        try {
            bus.publish(event, properties);
        } catch (RuntimeException e) { // a bus that is leaving must not end a change of the queue
            LOG.debug("The event {} was not published", event, e);
        }
    }

    @Override
    public boolean areParametersWanted() {
        EventBus bus = tracker.getService();
        return bus != null && bus.isWanted(PARAMETERS);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
