package dev.patchbay.worker.internal;

import dev.patchbay.event.EventBus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Announces on the event bus, while there is one: no worker ends because a bus is replaced. */
final class BusAnnouncer implements Announcer, AutoCloseable {

    private final ServiceTracker<EventBus, EventBus> tracker;

    BusAnnouncer(BundleContext context) {
        tracker = new ServiceTracker<>(context, EventBus.class, null);
        tracker.open();
    }

    @Override
    public void announce(String event, String module, OptionalLong pid, @Nullable String problem) {
        EventBus bus = tracker.getService();
        if (bus != null) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("name", module);
            pid.ifPresent(id -> properties.put("pid", id));
            if (problem != null) {
                properties.put("problem", problem);
            }
            bus.publish(event, properties);
        }
    }

    @Override
    public void close() {
        tracker.close();
    }
}
