package dev.patchbay.plugin.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what is published and who subscribed; delivers what the test says. */
final class FakeBus implements EventBus {

    /** As {@code name:plugin}. */
    final List<String> published = new CopyOnWriteArrayList<>();

    final List<String> masks = new CopyOnWriteArrayList<>();

    /** By mask. */
    final Map<String, EventListener> listeners = new ConcurrentHashMap<>();

    @Override
    public long publish(String name, Map<String, ? extends @Nullable Object> properties) {
        published.add(name + ":" + properties.get("name"));
        return published.size();
    }

    @Override
    public Subscription subscribe(Collection<String> wanted, EventListener listener) {
        masks.addAll(wanted);
        wanted.forEach(mask -> listeners.put(mask, listener));
        return new Subscription() {
            @Override
            public Set<String> masks() {
                return Set.copyOf(wanted);
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
                masks.removeAll(wanted);
            }
        };
    }

    @Override
    public Subscription subscribeInline(Collection<String> wanted, long since, EventListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> replay(Collection<String> wanted, long since) {
        return List.of();
    }

    @Override
    public AutoCloseable watch(Collection<String> names, Demand demand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long newest() {
        return published.size();
    }

    @Override
    public long oldest() {
        return 1;
    }

    @Override
    public String epoch() {
        return "";
    }
}
