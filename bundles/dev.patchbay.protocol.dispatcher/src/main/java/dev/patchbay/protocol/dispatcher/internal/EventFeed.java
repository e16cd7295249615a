package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of one connection (spec §9.0): each once, however many masks match. Thread-safe. */
final class EventFeed {

    static final String TIMESTAMP = "timestamp";

    private static final int MAX_HELD_BACK = 10_000;

    /** One text for all connections that hear an event. */
    private static final Event.Encoder<Message> MESSAGE = EventFeed::message;

    private final Connection connection;
    private final EventBus events;

    /** Guarded by this, as all below. */
    private @Nullable Subscription subscription;

    /** What came since delivery was suspended; null while it is not. */
    private @Nullable List<Message> heldBack;

    private boolean isClosed;

    EventFeed(Connection connection, EventBus events) {
        this.connection = connection;
        this.events = events;
    }

    private static Message message(Event event) {
        Map<String, @Nullable Object> args = new LinkedHashMap<>(event.properties());
        args.putIfAbsent(TIMESTAMP, event.time());
        return message(event.name(), args);
    }

    /** As every client hears an event. */
    static Message message(String name, Map<String, @Nullable Object> args) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("name", name);
        event.put("args", args);
        return Envelope.event("event", event).message();
    }

    synchronized void subscribe(Collection<String> masks) {
        if (isClosed || masks.isEmpty()) {
            return;
        }
        if (subscription == null) {
            subscription = events.subscribeInline(masks, -1, this::hand);
        } else {
            subscription.add(masks);
        }
    }

    synchronized void unsubscribe(Collection<String> masks) {
        if (subscription != null) {
            subscription.remove(masks);
        }
    }

    synchronized Set<String> masks() {
        return subscription == null ? Set.of() : subscription.masks();
    }

    /** Called on the bus's thread. */
    private void hand(Event event) {
        Message message = event.as(MESSAGE);
        synchronized (this) {
            if (heldBack != null) {
                holdBack(heldBack, message);
                return;
            }
        }
        connection.post(message);
    }

    private void holdBack(List<Message> held, Message message) {
        if (held.size() < MAX_HELD_BACK) {
            held.add(message);
        } else {
            connection.close(CloseCode.TRY_AGAIN_LATER, "more than " + MAX_HELD_BACK + " events held back");
        }
    }

    /** From now on events are held back. */
    synchronized void suspend() {
        if (heldBack == null) {
            heldBack = new ArrayList<>();
        }
    }

    /** Delivers what was held back, and from now on what comes. */
    synchronized void resume() {
        List<Message> messages = heldBack == null ? List.of() : heldBack;
        heldBack = null;
        messages.forEach(connection::post); // only queues, and nothing may overtake
    }

    synchronized void close() {
        isClosed = true;
        heldBack = null;
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
