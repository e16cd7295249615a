package dev.patchbay.benchmarks.task;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.ArrayList;
import java.util.List;

/** Listeners of the node's event bus. */
final class BusHandlers implements Handlers {

    /** What they hear, on the bus and, with slashes, on Event Admin. */
    static final String TOPIC = "patchbay/bench/post";

    private static final String EVENT = "bench.post";

    private final EventBus bus;
    private final List<Subscription> subscriptions = new ArrayList<>();

    BusHandlers(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public void add(Runnable onEvent) {
        subscriptions.add(bus.subscribe(List.of(EVENT), event -> onEvent.run()));
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
