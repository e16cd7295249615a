package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.EventBus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that a client publishes. The node's queue is emptied by a thread that waits for nobody, so the I/O thread that
 * brings them is held only as long as the node cannot keep up.
 */
final class Publications {

    private final EventBus events;

    Publications(EventBus events) {
        this.events = events;
    }

    /** Several events in one message, in their order. */
    void publishAll(@Nullable Object burst) {
        if (burst instanceof Map<?, ?> map && map.get("events") instanceof List<?> list) {
            list.forEach(this::publish);
        }
    }

    /** An event without a name is ignored; arguments that are no object are none (spec §3.1). */
    @SuppressWarnings("unchecked")
    void publish(@Nullable Object event) {
        if (event instanceof Map<?, ?> map && map.get("name") instanceof String name && !name.isEmpty()) {
            Map<String, @Nullable Object> args =
                    map.get("args") instanceof Map<?, ?> object ? (Map<String, @Nullable Object>) object : Map.of();
            events.publish(name, args);
        }
    }
}
