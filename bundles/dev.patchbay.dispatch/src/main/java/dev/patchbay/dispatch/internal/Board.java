package dev.patchbay.dispatch.internal;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the registry in step with the services of one kind.
 *
 * <p>The framework tells about a departure while the service still works, and waits for us: that is the time in which
 * the calls on it finish.
 *
 * @param <S> the kind of service
 * @param <T> what a call needs
 */
final class Board<S, T> implements ServiceTrackerCustomizer<S, String> {

    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    /** What differs between the kinds. */
    interface Kind<S, T> {

        /** The service property that carries the name. */
        String property();

        /** A sentence that says what is wrong with a name; empty when nothing is. */
        String faultOf(String name);

        /** What a call needs; must not run any code of the service. */
        T target(String name, ServiceReference<S> reference);

        /** Nobody is on it any more, or the drain time is over. */
        void release(T target);
    }

    private final Kind<S, T> kind;
    private final Registry<T> registry;
    private final LongSupplier drainInMs;
    private final ServiceTracker<S, String> tracker;

    /** @param drainInMs how long the calls on what leaves may take to finish; asked each time */
    Board(BundleContext context, Class<S> type, Kind<S, T> kind, Registry<T> registry, LongSupplier drainInMs) {
        this.kind = kind;
        this.registry = registry;
        this.drainInMs = drainInMs;
        this.tracker = new ServiceTracker<>(context, type, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    @Override
    public @Nullable String addingService(ServiceReference<S> reference) {
        Object property = reference.getProperty(kind.property());
        String name = property == null ? "" : property.toString();
        String fault = kind.faultOf(name);
        if (!fault.isEmpty()) {
            LOG.error("Refused a service of {}: {}", reference.getBundle(), fault);
            return null;
        }
        registry.add(name, new Candidate<>(reference, kind.target(name, reference)));
        LOG.info("'{}' of {} is callable", name, reference.getBundle());
        return name;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, String name) {
        if (!name.equals(reference.getProperty(kind.property()))) {
            LOG.warn("'{}' of {} changed its name; it keeps the old one until it leaves", name, reference.getBundle());
        }
        registry.reorder(name);
    }

    @Override
    public void removedService(ServiceReference<S> reference, String name) {
        Candidate<T> leaving = registry.remove(name, reference);
        if (leaving == null) {
            return;
        }
        long limitInMs = drainInMs.getAsLong();
        if (!leaving.awaitIdle(limitInMs)) {
            LOG.warn("'{}' leaves with {} calls still on it after {} ms", name, leaving.calls(), limitInMs);
        }
        registry.startGrace(name, leaving);
        kind.release(leaving.target());
        LOG.info("'{}' of {} left", name, reference.getBundle());
    }
}
