package dev.patchbay.event.internal;

import dev.patchbay.event.EventBus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/** Hands each bundle a bus of its own, and closes what the bundle left open when it has stopped. Thread-safe. */
final class BundleBuses implements ServiceFactory<EventBus>, SynchronousBundleListener {

    private final Bus bus;
    private final Map<Bundle, BundleBus> buses = new ConcurrentHashMap<>();

    BundleBuses(Bus bus) {
        this.bus = bus;
    }

    @Override
    public EventBus getService(Bundle bundle, ServiceRegistration<EventBus> registration) {
        return buses.computeIfAbsent(bundle, user -> new BundleBus(bus));
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<EventBus> registration, EventBus used) {
        // a bundle may give the service back and go on listening; what counts is when it stops
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED) {
            BundleBus left = buses.remove(event.getBundle());
            if (left != null) {
                left.close();
            }
        }
    }
}
