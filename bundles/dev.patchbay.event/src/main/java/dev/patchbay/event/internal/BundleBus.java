package dev.patchbay.event.internal;

import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bus as one bundle sees it: knows the subscriptions the bundle has open. */
final class BundleBus implements EventBus, AutoCloseable {

    private final EventBus bus;

    /** Guarded by itself, as is {@link #closed}. */
    private final Set<Subscription> open = new HashSet<>();

    private boolean closed;

    BundleBus(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        return bus.publish(name, properties);
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        return own(bus.subscribe(masks, listener));
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        return own(bus.subscribeInline(masks, since, listener));
    }

    private Subscription own(Subscription subscription) {
        Subscription owned = new OwnedSubscription(subscription, this::forget);
        synchronized (open) {
            if (!closed) {
                open.add(owned);
                return owned;
            }
        }
        subscription.close(); // the bundle has stopped, but one of its threads has not
        return owned;
    }

    private void forget(Subscription subscription) {
        synchronized (open) {
            open.remove(subscription);
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
        List<Subscription> left;
        synchronized (open) {
            closed = true;
            left = List.copyOf(open);
        }
        left.forEach(Subscription::close);
    }
}
