package dev.patchbay.event;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told about events, one at a time and in the order of their {@link Event#seq}. */
@ConsumerType
@FunctionalInterface
public interface EventListener {

    /** An event that matches the subscription; see {@link EventBus} for thread and blocking. */
    void onEvent(Event event) throws Exception;
}
