package dev.patchbay.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The node's events.
 *
 * <p><b>Names</b> are dotted: {@code task.updated}. <b>Masks</b> are globs on the whole name, case-sensitive:
 * {@code *} stands for any text, dots included, {@code ?} for one character, {@code [abc]} and {@code [!abc]} for one
 * of a set. {@code task.*} hears {@code task.updated} and {@code task.progress.detail}, not {@code task} and not
 * {@code tasks.updated}; {@code *} hears everything. A subscriber with several matching masks is told once.
 *
 * <p><b>Order</b>: all subscribers see events in the order of {@link Event#seq}.
 *
 * <p><b>Event Admin</b>: every event is also posted there, with dots turned to slashes below {@code patchbay/}, and
 * what others post below {@code patchbay/} is published here.
 */
@ProviderType
public interface EventBus {

    /**
     * Publishes an event. Returns as soon as it is queued; blocks only while the node's queue is full.
     *
     * @param name dotted name, not empty
     * @param properties records or plain Java types, copied; what JSON cannot express becomes its text
     * @return the event's number
     * @throws IllegalArgumentException when the name is empty
     */
    long publish(String name, Map<String, ? extends @Nullable Object> properties);

    /**
     * As {@link #publish}, but outside this node only those hear of it who have a role, see {@link Event#role}.
     *
     * @param role not empty, as {@link dev.patchbay.session.User#ADMIN}
     */
    default long publishFor(String role, String name, Map<String, ? extends @Nullable Object> properties) {
        throw new UnsupportedOperationException("This bus has no events for one role");
    }

    /**
     * Subscribes a listener that may block: it has a thread and a bounded queue of its own. When the queue is full
     * its oldest event is dropped and counted; other subscribers do not notice. Its exceptions are logged.
     */
    Subscription subscribe(Collection<String> masks, EventListener listener);

    /**
     * Subscribes a listener that must not block: it is told on the bus's own thread. For those that only hand the
     * event on, such as a protocol that queues it on a connection. Its exceptions are logged.
     *
     * @param since the last number the listener has seen, to hear what the replay buffer still has after it first;
     *     negative for new events only
     */
    Subscription subscribeInline(Collection<String> masks, long since, EventListener listener);

    /**
     * As {@link #subscribeInline} for new events only, but unnoticed: neither {@link #watch} nor
     * {@link EventTypes.Description#subscribers} counts it. For those that pass events on, such as a bridge, so that they
     * keep no event source running that nobody else wants.
     */
    default Subscription overhear(Collection<String> masks, EventListener listener) {
        return subscribeInline(masks, -1, listener);
    }

    /** The events after {@code since} that match and are still in the replay buffer, oldest first. */
    List<Event> replay(Collection<String> masks, long since);

    /**
     * Whether anybody is subscribed to an event now, here or on Event Admin. For what comes often and is of use to
     * subscribers only, such as output by lines. Quick, so it may be asked each time.
     *
     * @param name full name, no mask
     */
    default boolean isWanted(String name) {
        return true;
    }

    /**
     * Watches whether anybody is subscribed to one of these events, here or on Event Admin. Told at once, on another
     * thread, when somebody is.
     *
     * @param names full names, no masks
     * @return ends the watch, without a last call
     */
    AutoCloseable watch(Collection<String> names, Demand demand);

    /** The number of the newest event; 0 before the first. */
    long newest();

    /** The number of the oldest event still in the replay buffer; one more than {@link #newest} when it is empty. */
    long oldest();

    /** Names this life of the bus: numbers start anew with each, so a number only means something together with it. */
    String epoch();
}
