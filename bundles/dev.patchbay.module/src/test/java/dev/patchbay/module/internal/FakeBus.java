package dev.patchbay.module.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is published. */
final class FakeBus implements EventBus {

    /** An event and when it came. */
    record Published(String name, Map<String, ?> properties, long timeInNanos) {

        /** What tests compare: the name without the topic, and the type of the module. */
        String brief() {
            return name.substring("module.".length()) + " " + properties.get("type");
        }
    }

    final List<Published> published = new CopyOnWriteArrayList<>();
    volatile boolean isWanted;
    volatile boolean isBroken;

    @Override
    public long publish(String name, Map<String, ?> properties) {
        if (isBroken) {
            throw new IllegalStateException("the bus is leaving");
        }
        published.add(new Published(name, properties, System.nanoTime()));
        return published.size();
    }

    List<Published> of(String name) {
        return published.stream().filter(event -> event.name().equals(name)).toList();
    }

    List<String> briefs() {
        return published.stream().map(Published::brief).toList();
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
