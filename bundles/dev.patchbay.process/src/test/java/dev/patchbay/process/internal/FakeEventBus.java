package dev.patchbay.process.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the names of what is published. */
final class FakeEventBus implements EventBus {

    final List<String> published = new CopyOnWriteArrayList<>();
    volatile boolean isWanted;

    @Override
    public long publish(String name, Map<String, ?> properties) {
        published.add(properties.containsKey("line") ? name + " " + properties.get("line") : name);
        return published.size();
    }

    @Override
    public boolean isWanted(String name) {
        return isWanted;
    }

    @Override
    public AutoCloseable watch(Collection<String> names, Demand demand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(Collection<String> masks, EventListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribeInline(Collection<String> masks, long since, EventListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> replay(Collection<String> masks, long since) {
        return List.of();
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
        return "fake";
    }
}
