package dev.patchbay.event.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A component that produces events for as long as it is there.
 *
 * <p>Publish it as a component that carries {@link EventSourceName}. The host calls {@link #run} once on a thread
 * of its own when the component appears, and interrupts that thread when it leaves; one that is {@link OnDemand} is
 * called whenever the first subscriber comes, and interrupted when the last has left.
 */
@ConsumerType
public interface EventSource {

    /**
     * Produces events until interrupted. May block. Returning ends the source; an exception is logged and ends it
     * too; unless it is {@link OnDemand} it is not called again on this instance.
     *
     * @param sink where the events go; usable from other threads as well, until this method returns
     * @throws InterruptedException when the source has to end; simply let it pass
     */
    void run(Sink sink) throws Exception;

    /** Takes the events of one source. Thread-safe. */
    @FunctionalInterface
    interface Sink {

        /**
         * Publishes an event; see {@link dev.patchbay.event.EventBus#publish}. After the source has ended it does
         * nothing.
         */
        void publish(String name, Map<String, ? extends @Nullable Object> properties);
    }
}
