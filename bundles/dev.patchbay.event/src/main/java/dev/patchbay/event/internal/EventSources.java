package dev.patchbay.event.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.event.spi.OnDemand;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs every event source that appears, at once or on demand, and ends it when it leaves. */
final class EventSources implements ServiceTrackerCustomizer<EventSource, HostedSource> {

    private static final Logger LOG = LoggerFactory.getLogger(EventSources.class);
    private static final long STOP_TIMEOUT_IN_MS = 5_000;

    private final BundleContext context;
    private final Bus bus;
    private final ServiceTracker<EventSource, HostedSource> tracker;

    EventSources(BundleContext context, Bus bus) {
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
    public HostedSource addingService(ServiceReference<EventSource> reference) {
        HostedSource source = hosted(reference);
        source.start();
        return source;
    }

    private HostedSource hosted(ServiceReference<EventSource> reference) {
        String name = String.valueOf(name(reference));
        Supplier<@Nullable EventSource> service = () -> context.getService(reference);
        List<String> emits = TextProperties.list(reference.getProperty(Emits.PROPERTY));
        if (!Boolean.TRUE.equals(reference.getProperty(OnDemand.PROPERTY))) {
            return new RunningSource(name, service, bus::publish, STOP_TIMEOUT_IN_MS);
        }
        if (emits.isEmpty()) {
            LOG.warn("The event source '{}' runs on demand but has no @Emits to say of what; it will not run", name);
        }
        return new OnDemandSource(name, emits, service, bus, STOP_TIMEOUT_IN_MS);
    }

    /** The name a source was given, or that of its component; null when it has neither. */
    static @Nullable String name(ServiceReference<?> reference) {
        Object name = reference.getProperty(EventSourceName.PROPERTY);
        Object shown = name == null ? reference.getProperty("component.name") : name;
        return shown == null ? null : shown.toString();
    }

    @Override
    public void modifiedService(ServiceReference<EventSource> reference, HostedSource source) {
        // nothing a running source is told depends on its properties
    }

    @Override
    public void removedService(ServiceReference<EventSource> reference, HostedSource source) {
        source.stop();
        context.ungetService(reference); // or our next life would be handed the instance that has run already
    }
}
