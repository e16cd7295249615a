package dev.patchbay.module.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.EventBus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces on the event bus, while there is one. */
final class BusAnnouncer extends ServiceTracker<EventBus, BusAnnouncer.Watched> implements Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(BusAnnouncer.class);

    /** A bus, and whether anybody on it wants the parameters. */
    static final class Watched implements Demand {

        private final EventBus bus;
        private volatile boolean isWanted;
        private @Nullable AutoCloseable watch;

        Watched(EventBus bus) {
            this.bus = bus;
        }

        @Override
        public void onWanted() {
            isWanted = true;
        }

        @Override
        public void onUnwanted() {
            isWanted = false;
        }
    }

    BusAnnouncer(BundleContext context) {
        super(context, EventBus.class, null);
    }

    @Override
    public Watched addingService(ServiceReference<EventBus> reference) {
        Watched watched = new Watched(context.getService(reference));
        watched.watch = watched.bus.watch(List.of(PARAMETERS), watched);
        return watched;
    }

    @Override
    public void removedService(ServiceReference<EventBus> reference, Watched watched) {
        try (AutoCloseable watch = watched.watch) {
            context.ungetService(reference);
        } catch (Exception e) {
            LOG.debug("The watch on {} did not end", PARAMETERS, e);
        }
    }

    @Override
    public void announce(String event, Map<String, ? extends @Nullable Object> properties) {
        Watched now = getService();
        if (now == null) {
            return;
        }
        try {
            now.bus.publish(event, properties);
        } catch (RuntimeException e) { // a bus that is leaving must not end a change of the queue
            LOG.debug("The event {} was not published", event, e);
        }
    }

    @Override
    public boolean areParametersWanted() {
        Watched now = getService();
        return now != null && now.isWanted;
    }
}
