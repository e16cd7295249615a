package dev.patchbay.event.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bus as one bundle sees it: knows the subscriptions and watches the bundle has open. */
final class BundleBus implements EventBus, AutoCloseable {

    private final Bus bus;

    /** How to close what is open; guarded by itself, as is {@link #closed}. */
    private final Map<AutoCloseable, Runnable> open = new HashMap<>();

    private boolean closed;

    BundleBus(Bus bus) {
        this.bus = bus;
    }

    @Override
    public long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        return bus.publish(name, properties);
    }

    @Override
    public long publishFor(String role, String name, Map<String, ? extends @Nullable Object> properties) {
        return bus.publishFor(role, name, properties);
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        return own(bus.subscribe(masks, listener));
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        return own(bus.subscribeInline(masks, since, listener));
    }

    @Override
    public Subscription overhear(Collection<String> masks, EventListener listener) {
        return own(bus.overhear(masks, listener));
    }

    private Subscription own(Subscription subscription) {
        Subscription owned = new OwnedSubscription(subscription, this::forget);
        own(owned, owned::close);
        return owned;
    }

    @Override
    public boolean isWanted(String name) {
        return bus.isWanted(name);
    }

    @Override
    public AutoCloseable watch(Collection<String> names, Demand demand) {
        DemandWatch watch = bus.watch(names, demand);
        own(watch, watch::close);
        return () -> {
            watch.close();
            forget(watch);
        };
    }

    private void own(AutoCloseable opened, Runnable closing) {
        synchronized (open) {
            if (!closed) {
                open.put(opened, closing);
                return;
            }
        }
        closing.run(); // the bundle has stopped, but one of its threads has not
    }

    private void forget(AutoCloseable opened) {
        synchronized (open) {
            open.remove(opened);
        }
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        return bus.replay(masks, since);
    }

    @Override
    public long newest() {
        return bus.newest();
    }

    @Override
    public long oldest() {
        return bus.oldest();
    }

    @Override
    public String epoch() {
        return bus.epoch();
    }

    /** Closes what is open; whatever is opened later is closed at once. */
    @Override
    public void close() {
        List<Runnable> left;
        synchronized (open) {
            closed = true;
            left = List.copyOf(open.values());
        }
        left.forEach(Runnable::run);
    }
}
