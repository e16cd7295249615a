package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import dev.patchbay.json.Json;
import dev.patchbay.protocol.jsonrpc.internal.NamedParams.InvalidParamsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of one connection. The answer to a subscription leaves before the first event it brings: events that come
 * while the answer is not out yet are held back. Only an answer that waits in a batch for others may be overtaken.
 */
final class EventFeed {

    /** One text for all connections that hear an event. */
    private static final Event.Encoder<Message> NOTIFICATION = EventFeed::notification;

    private final Connection connection;
    private final EventBus events;

    /** Guarded by this, as all below. */
    private @Nullable Subscription subscription;

    private @Nullable List<Message> heldBack;
    private boolean closed;

    EventFeed(Connection connection, EventBus events) {
        this.connection = connection;
        this.events = events;
    }

    private static Message notification(Event event) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("name", event.name());
        params.put("data", event.properties());
        params.put("seq", event.seq());
        params.put("time", event.time().toString());
        return Message.text("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":" + Json.write(params) + "}");
    }

    void subscribe(NamedParams params, Answer answer) throws InvalidParamsException {
        List<String> masks = params.texts("masks");
        long since = params.number("since", -1);
        String epoch = params.textOrNull("epoch");
        long newest = events.newest(); // asked for first: what is published from here on is still to come
        boolean isOfAnotherLife = since > newest || (since >= 0 && epoch != null && !epoch.equals(events.epoch()));
        synchronized (this) {
            if (subscription != null && since >= 0) {
                throw new InvalidParamsException("expected 'since' in the first subscription of a connection only");
            }
            heldBack = new ArrayList<>();
            begin(masks, isOfAnotherLife ? 0 : since);
        }
        answer.result(state(newest, since < 0 || (!isOfAnotherLife && since >= events.oldest() - 1)));
        release();
    }

    private void begin(List<String> masks, long since) {
        if (closed) {
            return;
        }
        if (subscription == null) {
            subscription = events.subscribeInline(masks, since, this::hand);
        } else {
            subscription.add(masks);
        }
    }

    /** Called on the bus's thread. */
    private void hand(Event event) {
        if (!event.role().isEmpty() && !connection.user().hasRole(event.role())) {
            return;
        }
        Message message = event.as(NOTIFICATION);
        synchronized (this) {
            if (heldBack != null) {
                heldBack.add(message);
                return;
            }
        }
        connection.post(message);
    }

    private synchronized void release() {
        List<Message> messages = heldBack == null ? List.of() : heldBack;
        heldBack = null;
        messages.forEach(connection::post); // only queues, and nothing may overtake
    }

    void unsubscribe(NamedParams params, Answer answer) throws InvalidParamsException {
        List<String> masks = params.texts("masks");
        synchronized (this) {
            if (subscription != null) {
                subscription.remove(masks);
            }
        }
        answer.result(state(events.newest(), true));
    }

    private synchronized SubscriptionState state(long seq, boolean complete) {
        List<String> masks = subscription == null
                ? List.of()
                : subscription.masks().stream().sorted().toList();
        return new SubscriptionState(masks, seq, events.epoch(), complete);
    }

    /**
     * The answer to {@code event.subscribe} and {@code event.unsubscribe}.
     *
     * @param masks all masks of the connection now
     * @param seq the newest event's number when the request came; what a subscription brings live has a higher one
     * @param epoch the life of the node that numbers belong to
     * @param complete whether nothing between {@code since} and now has been lost
     */
    record SubscriptionState(List<String> masks, long seq, String epoch, boolean complete) {}

    synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
