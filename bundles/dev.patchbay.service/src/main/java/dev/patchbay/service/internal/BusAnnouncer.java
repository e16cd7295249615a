package dev.patchbay.service.internal;

import dev.patchbay.event.EventBus;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Announces on the event bus, while there is one. */
final class BusAnnouncer implements Announcer {

    private final ServiceTracker<EventBus, EventBus> bus;

    BusAnnouncer(BundleContext context) {
        bus = new ServiceTracker<>(context, EventBus.class, null);
    }

    void open() {
        bus.open();
    }

    void close() {
        bus.close();
    }

    @Override
    public void announce(String event, String service, long runs, String error) {
        EventBus now = bus.getService();
        if (now != null) {
            now.publish(event, Map.of("name", service, "runs", runs, "error", error));
        }
    }
}
