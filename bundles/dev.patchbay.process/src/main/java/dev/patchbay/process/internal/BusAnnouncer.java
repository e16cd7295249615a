package dev.patchbay.process.internal;

import dev.patchbay.event.EventBus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Announces on the event bus, while there is one; output only while somebody is subscribed to it. */
final class BusAnnouncer implements Announcer, AutoCloseable {

    private final ServiceTracker<EventBus, EventBus> tracker;

    BusAnnouncer(BundleContext context) {
        tracker = new ServiceTracker<>(context, EventBus.class, null);
        tracker.open();
    }

    @Override
    public void announce(String event, Map<String, ?> properties) {
        EventBus bus = tracker.getService();
        if (bus != null) {
            bus.publish(event, properties);
        }
    }

    @Override
    public void output(String name, String stream, List<String> lines, Instant time) {
        EventBus bus = tracker.getService();
        if (bus != null && bus.isWanted(OUTPUT)) {
            lines.forEach(
                    line -> bus.publish(OUTPUT, Map.of("name", name, "stream", stream, "line", line, "time", time)));
        }
    }

    @Override
    public void close() {
        tracker.close();
    }
}
