package dev.patchbay.event.internal;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Gives every event source that appears a thread, and ends it when the source leaves. */
final class EventSources implements ServiceTrackerCustomizer<EventSource, RunningSource> {

    private static final long STOP_TIMEOUT_IN_MS = 5_000;

    private final BundleContext context;
    private final EventBus bus;
    private final ServiceTracker<EventSource, RunningSource> tracker;

    EventSources(BundleContext context, EventBus bus) {
        this.context = context;
        this.bus = bus;
        this.tracker = new ServiceTracker<>(context, EventSource.class, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    @Override
    public @Nullable RunningSource addingService(ServiceReference<EventSource> reference) {
        Object name = reference.getProperty(EventSourceName.PROPERTY);
        String shown = name == null ? String.valueOf(reference.getProperty("component.name")) : name.toString();
        RunningSource source = new RunningSource(shown, () -> context.getService(reference), bus, STOP_TIMEOUT_IN_MS);
        source.start();
        return source;
    }

    @Override
    public void modifiedService(ServiceReference<EventSource> reference, RunningSource source) {
        // nothing a running source is told depends on its properties
    }

    @Override
    public void removedService(ServiceReference<EventSource> reference, RunningSource source) {
        source.stop();
        context.ungetService(reference); // or our next life would be handed the instance that has run already
    }
}
