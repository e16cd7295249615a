package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Delivers inline subscriptions on the publisher's thread and others on threads of their own; remembers everything. */
final class FakeEvents implements EventBus, AutoCloseable {

    static final Instant TIME = Instant.parse("2026-11-20T09:30:00.25Z");

    private final List<FakeSubscription> subscriptions = new ArrayList<>();
    private final Map<String, Demand> watched = new HashMap<>();
    private final List<Event> published = new ArrayList<>();

    /** The names of all events so far. */
    synchronized List<String> names() {
        return published.stream().map(Event::name).toList();
    }

    synchronized List<Event> all() {
        return List.copyOf(published);
    }

    @Override
    public synchronized long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        return publishFor("", name, properties);
    }

    @Override
    public synchronized long publishFor(String role, String name, Map<String, ? extends @Nullable Object> properties) {
        FakeEvent event = new FakeEvent(role, name, new LinkedHashMap<>(properties), published.size() + 1L);
        published.add(event);
        List.copyOf(subscriptions).forEach(subscription -> subscription.tell(event));
        return event.seq();
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        return add(new FakeSubscription(masks, listener, Executors.newSingleThreadExecutor()));
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        return add(new FakeSubscription(masks, listener, null));
    }

    private synchronized FakeSubscription add(FakeSubscription subscription) {
        subscriptions.add(subscription);
        return subscription;
    }

    synchronized int subscriptions() {
        return subscriptions.size();
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        return List.of();
    }

    @Override
    public synchronized AutoCloseable watch(Collection<String> names, Demand demand) {
        names.forEach(name -> watched.put(name, demand));
        return () -> unwatch(names);
    }

    private synchronized void unwatch(Collection<String> names) {
        watched.keySet().removeAll(names);
    }

    /** Null while nobody watches. */
    synchronized @Nullable Demand demand(String name) {
        return watched.get(name);
    }

    @Override
    public synchronized long newest() {
        return published.size();
    }

    @Override
    public long oldest() {
        return 1;
    }

    @Override
    public String epoch() {
        return "one";
    }

    @Override
    public synchronized void close() {
        List.copyOf(subscriptions).forEach(FakeSubscription::close);
    }

    private static final class FakeEvent implements Event {

        private final String role;
        private final String name;
        private final Map<String, @Nullable Object> properties;
        private final long seq;
        private final Map<Encoder<?>, Object> forms = new HashMap<>();

        FakeEvent(String role, String name, Map<String, @Nullable Object> properties, long seq) {
            this.role = role;
            this.name = name;
            this.properties = properties;
            this.seq = seq;
        }

        @Override
        public String role() {
            return role;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Map<String, @Nullable Object> properties() {
            return properties;
        }

        @Override
        public Instant time() {
            return TIME;
        }

        @Override
        public long seq() {
            return seq;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T as(Encoder<T> encoder) {
            return (T) forms.computeIfAbsent(encoder, any -> encoder.encode(this));
        }
    }

    private final class FakeSubscription implements Subscription {

        private final Set<String> masks;
        private final EventListener listener;
        private final @Nullable ExecutorService thread;

        FakeSubscription(Collection<String> masks, EventListener listener, @Nullable ExecutorService thread) {
            this.masks = new TreeSet<>(masks);
            this.listener = listener;
            this.thread = thread;
        }

        void tell(Event event) {
            if (masks().stream().anyMatch(mask -> matches(mask, event.name()))) {
                if (thread == null) {
                    hand(event);
                } else {
                    thread.execute(() -> hand(event));
                }
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
            return FileSystems.getDefault().getPathMatcher("glob:" + mask).matches(Path.of(name));
        }

        @Override
        public synchronized Set<String> masks() {
            return Set.copyOf(masks);
        }

        @Override
        public synchronized void add(Collection<String> more) {
            masks.addAll(more);
        }

        @Override
        public synchronized void remove(Collection<String> fewer) {
            masks.removeAll(fewer);
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public void close() {
            synchronized (FakeEvents.this) {
                subscriptions.remove(this);
            }
            if (thread != null) {
                thread.shutdown();
            }
        }
    }
}
