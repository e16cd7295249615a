package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Delivers on the publisher's thread; knows masks that are a name or end in a star. */
final class FakeEvents implements EventBus {

    static final String EPOCH = "7f0c2f6e";
    static final Instant TIME = Instant.parse("2026-11-20T09:30:00Z");

    private final List<FakeSubscription> subscriptions = new ArrayList<>();
    private final List<FakeEvent> buffer = new ArrayList<>();
    private long newest;
    private Runnable onSubscribing = () -> {};

    /** Something that happens just after a subscription has begun and before its subscriber knows. */
    void whileSubscribing(Runnable work) {
        onSubscribing = work;
    }

    /** As if so many events had been published and forgotten again. */
    void skipTo(long number) {
        newest = number;
        buffer.clear();
    }

    int subscriptions() {
        return subscriptions.size();
    }

    @Override
    public long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        return publishFor("", name, properties);
    }

    @Override
    public long publishFor(String role, String name, Map<String, ? extends @Nullable Object> properties) {
        FakeEvent event = new FakeEvent(name, Map.copyOf(properties), TIME, ++newest, role);
        buffer.add(event);
        List.copyOf(subscriptions).forEach(subscription -> subscription.tell(event));
        return event.seq();
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        return subscribeInline(masks, -1, listener);
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        FakeSubscription subscription = new FakeSubscription(masks, listener);
        if (since >= 0) {
            replay(masks, since).forEach(subscription::tell);
        }
        subscriptions.add(subscription);
        onSubscribing.run();
        return subscription;
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        return buffer.stream()
                .filter(event -> event.seq() > since)
                .map(Event.class::cast)
                .toList();
    }

    @Override
    public AutoCloseable watch(Collection<String> names, Demand demand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public long oldest() {
        return buffer.isEmpty() ? newest + 1 : buffer.get(0).seq();
    }

    @Override
    public String epoch() {
        return EPOCH;
    }

    private record FakeEvent(String name, Map<String, @Nullable Object> properties, Instant time, long seq, String role)
            implements Event {

        @Override
        public <T> T as(Encoder<T> encoder) {
            return encoder.encode(this);
        }
    }

    private final class FakeSubscription implements Subscription {

        private final Set<String> masks;
        private final EventListener listener;

        FakeSubscription(Collection<String> masks, EventListener listener) {
            this.masks = new TreeSet<>(masks);
            this.listener = listener;
        }

        void tell(Event event) {
            if (masks.stream().anyMatch(mask -> matches(mask, event.name()))) {
                hand(event);
            }
        }

        private void hand(Event event) {
            try {
                listener.onEvent(event);
            } catch (Exception e) {
                throw new AssertionError("Expected a listener that does not fail", e);
            }
        }

        private boolean matches(String mask, String name) {
            return mask.endsWith("*") ? name.startsWith(mask.substring(0, mask.length() - 1)) : name.equals(mask);
        }

        @Override
        public Set<String> masks() {
            return Set.copyOf(masks);
        }

        @Override
        public void add(Collection<String> more) {
            masks.addAll(more);
            onSubscribing.run();
        }

        @Override
        public void remove(Collection<String> fewer) {
            masks.removeAll(fewer);
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
