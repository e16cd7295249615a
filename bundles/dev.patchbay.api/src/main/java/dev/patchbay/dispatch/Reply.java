package dev.patchbay.dispatch;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the one answer of a call.
 *
 * <p>Exactly one of the methods is called, exactly once, whatever happens to the plugin: its result, its
 * exception, a time-out, its bundle's departure, the node's stop. It is called on the thread of the run, on one of the
 * dispatcher's, on the one that calls the dispatcher, or on the one that completes a result that was promised; it must not
 * block for long and must not throw.
 */
@ConsumerType
public interface Reply {

    /**
     * The call succeeded.
     *
     * @param result plain Java types: {@code Map<String, Object>, List<Object>, String, Number, Boolean, Instant,
     *     OffsetDateTime, byte[], Pattern, Password} or null
     */
    void result(@Nullable Object result);

    /** The call failed. */
    void failure(Failure failure);

    /**
     * The call succeeded, and its result is produced while it is fetched. Unless overridden, fetches all of it on the
     * calling thread and passes it on as a list.
     *
     * @param items to be closed by this
     */
    default void stream(ResultStream items) {
        items.collect(this);
    }
}
