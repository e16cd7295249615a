package dev.patchbay.cluster.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A bus that remembers and tells inline listeners at once. */
final class FakeBus implements EventBus {

    final LinkedBlockingQueue<Event> published = new LinkedBlockingQueue<>();
    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong seq = new AtomicLong();

    record FakeEvent(String name, Map<String, Object> properties, long seq) implements Event {

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }

        @Override
        public <T> T as(Encoder<T> encoder) {
            return encoder.encode(this);
        }
    }

    /** The next published event of that name. */
    Event next(String name) throws InterruptedException {
        while (true) {
            Event event = published.poll(5, TimeUnit.SECONDS);
            if (event == null || event.name().equals(name)) {
                return event;
            }
        }
    }

    @Override
    public long publish(String name, Map<String, ?> properties) {
        FakeEvent event = new FakeEvent(name, new LinkedHashMap<>(properties), seq.incrementAndGet());
        published.add(event);
        for (EventListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return event.seq();
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        listeners.add(listener);
        return new Subscription() {
            @Override
            public Set<String> masks() {
                return Set.copyOf(masks);
            }

            @Override
            public void add(Collection<String> more) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void remove(Collection<String> fewer) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long lost() {
                return 0;
            }

            @Override
            public void close() {
                listeners.remove(listener);
            }
        };
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        throw new UnsupportedOperationException();
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
        return seq.get();
    }

    @Override
    public long oldest() {
        return seq.get() + 1;
    }

    @Override
    public String epoch() {
        return "test";
    }
}
