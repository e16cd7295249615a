package dev.patchbay.event.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** Announces the kinds of event somebody publishes. Publish it as a service with {@link Emits}. */
@ConsumerType
public interface EventType {

    /** The JSON Schema of the events' properties, as literal text; empty for none. Asked for once. */
    default String schema() {
        return "";
    }
}
