package org.example.chat;

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

/** Tells its listeners at once, on the publisher's thread. */
final class FakeBus implements EventBus {

    private final List<EventListener> listeners = new ArrayList<>();

    @Override
    public long publish(String name, Map<String, ?> properties) {
        Event event = new FakeEvent(name, Map.copyOf(properties), Instant.EPOCH, 1);
        listeners.forEach(listener -> tell(listener, event));
        return 1;
    }

    private static void tell(EventListener listener, Event event) {
        try {
            listener.onEvent(event);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        listeners.add(listener);
        return new FakeSubscription(() -> listeners.remove(listener));
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        return subscribe(masks, listener);
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        return List.of();
    }

    @Override
    public AutoCloseable watch(Collection<String> names, Demand demand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long newest() {
        return 0;
    }

    @Override
    public long oldest() {
        return 1;
    }

    @Override
    public String epoch() {
        return "test";
    }

    private record FakeEvent(String name, Map<String, Object> properties, Instant time, long seq) implements Event {

        @Override
        public <T> T as(Encoder<T> encoder) {
            return encoder.encode(this);
        }
    }

    private record FakeSubscription(Runnable end) implements Subscription {

        @Override
        public Set<String> masks() {
            return Set.of();
        }

        @Override
        public void add(Collection<String> masks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(Collection<String> masks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
